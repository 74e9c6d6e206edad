// Turns a crash into exit status 2: what crashed has checked nothing.

import Glibc

/// A handler of the signals by which a process dies of its own fault.
public enum CrashGuard {
  /// Size of the stack the handler runs on: an overflowed stack has no room left for it.
  private static let stackSize = 64 * 1024
  private static let stackAlignment = 16

  /// The stack for the thread that installs the handler: kept until the process ends, with all that can crash.
  nonisolated(unsafe) private static let processStack = UnsafeMutableRawPointer.allocate(
    byteCount: stackSize, alignment: stackAlignment)

  /// The signals of traps, bad memory access, failed arithmetic and `abort`.
  private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  /// Installs the handler for the process and its stack for the calling thread.
  public static func install() {
    unsafe protectThread(processStack)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      // Only what is safe in a signal handler: no allocation, no lock.
      let words: StaticString = "checker-cli: crashed: the check is not complete (exit status 2)\n"
      _ = unsafe write(2, words.utf8Start, words.utf8CodeUnitCount)
      _exit(2)
    }
    action.sa_flags = Int32(SA_ONSTACK)
    for signal in signals { _ = unsafe sigaction(signal, &action, nil) }
  }

  /// Calls `body` on a thread of our own, which gets a stack for the handler as long as `body` runs.
  static func protecting(_ body: () -> Void) {
    let stack = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: stackAlignment)
    unsafe protectThread(stack)
    body()
    var none = unsafe stack_t()
    unsafe none.ss_flags = Int32(SS_DISABLE)
    _ = unsafe sigaltstack(&none, nil)
    unsafe stack.deallocate()
  }

  /// Gives the calling thread a stack for the handler and lets the signals through, which a parent may have
  /// blocked.
  private static func protectThread(_ room: UnsafeMutableRawPointer) {
    var blocked = sigset_t()
    _ = unsafe sigemptyset(&blocked)
    for signal in signals { _ = unsafe sigaddset(&blocked, signal) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
    var stack = unsafe stack_t()
    unsafe stack.ss_sp = room
    unsafe stack.ss_size = stackSize
    _ = unsafe sigaltstack(&stack, nil)
  }
}
