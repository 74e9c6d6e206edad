// A thread of our own: the core never blocks Swift's cooperative pool.

import DisclosureRules
import Glibc
import Synchronization

/// One POSIX thread.
@safe final class WorkerThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var thread = pthread_t()
  private var isRunning = false

  /// Starts a thread.
  ///
  /// - Throws: the system has none to give.
  init(_ body: @escaping @Sendable () -> Void) throws(ReadProblem) {
    let work = unsafe Unmanaged.passRetained(Work(body))
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        CrashGuard.protecting(work.body)
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      unsafe work.release()
      throw ReadProblem(kind: .internal, message: "no thread could be started")
    }
    isRunning = true
  }

  /// Waits for the end of the thread.
  func join() {
    guard isRunning else { return }
    isRunning = false
    _ = pthread_join(thread, nil)
  }

  deinit { join() }

  /// Calls `body` for 0, 1, … `count − 1`, on up to `threads` threads side by side, this one among them.
  static func forEach(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let next = Ticket()
    let work: @Sendable () -> Void = {
      while let index = next.take(below: count) { body(index) }
    }
    // A thread that can't be had is no loss: the others do its share.
    let helpers = (1..<max(1, min(threads, count))).compactMap { _ in try? WorkerThread(work) }
    work()
    for helper in helpers { helper.join() }
  }
}

/// Numbers handed out once each.
private final class Ticket: Sendable {
  private let next = Atomic(0)

  func take(below limit: Int) -> Int? {
    let ticket = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return ticket < limit ? ticket : nil
  }
}
