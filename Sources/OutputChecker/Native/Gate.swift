// A lock with a condition to wait for.

import Glibc

/// A mutex and its condition variable.
@safe final class Gate: @unchecked Sendable {
  // Neither may move once it is in use.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Waits until `isReady` and does `body` before anyone else gets in; whoever waits looks again afterwards.
  func pass<Result>(when isReady: () -> Bool = { true }, _ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    while !isReady() { unsafe pthread_cond_wait(condition, mutex) }
    let result = body()
    unsafe pthread_cond_broadcast(condition)
    unsafe pthread_mutex_unlock(mutex)
    return result
  }
}

/// A value that one thread at a time may touch.
///
/// The standard library's `Mutex` does the same, but the thread sanitizer doesn't see it and takes every use for a race.
final class Locked<Value>: @unchecked Sendable {
  private let gate = Gate()
  // Touched only inside the gate.
  private var value: Value

  init(_ value: Value) { self.value = value }

  /// Does `body` with the value, alone.
  func withLock<Result>(_ body: (inout Value) -> Result) -> Result { gate.pass { body(&value) } }
}
