// Turns a crash into exit status 2: what crashed has checked nothing.

import Glibc

/// A handler of the signals by which a process dies of its own fault.
public enum CrashGuard {
  /// Size of the stack the handler runs on: an overflowed stack has no room left for it.
  private static let stackSize = 64 * 1024

  /// The signals of traps, bad memory access, failed arithmetic and `abort`.
  private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  /// Installs the handler for the process and its stack for the calling thread.
  public static func install() {
    protectThread()
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

  /// Gives the calling thread a stack for the handler and lets the signals through, which a parent may have
  /// blocked; each worker thread needs its own.
  public static func protectThread() {
    var blocked = sigset_t()
    _ = unsafe sigemptyset(&blocked)
    for signal in signals { _ = unsafe sigaddset(&blocked, signal) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
    // Never freed: it must outlive everything that can crash.
    var stack = unsafe stack_t()
    unsafe stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    unsafe stack.ss_size = stackSize
    _ = unsafe sigaltstack(&stack, nil)
  }
}
