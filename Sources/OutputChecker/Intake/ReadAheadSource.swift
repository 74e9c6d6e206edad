// A source that is read on a thread of its own, a few blocks ahead.

import DisclosureRules

/// Reads another source on its own thread: inflating and hashing go on while the blocks before are checked.
///
/// The other source must not be touched until ``stop()`` has returned.
final class ReadAheadSource: ByteSource {
  /// Blocks that may wait, and their size: enough for both sides to go on.
  private static let blocks = 4
  private static let blockSize = 256 * 1024

  /// What the two threads share; everything but `upstream` is touched only inside the gate, and a block only by
  /// the side that holds it.
  private final class Shared: @unchecked Sendable {
    let gate = Gate()
    let upstream: any ByteSource
    var free = (0..<ReadAheadSource.blocks).map { _ in [UInt8](repeating: 0, count: ReadAheadSource.blockSize)
    }
    var full: [(bytes: [UInt8], count: Int)] = []
    var problem: ReadProblem?
    var reachedEnd = false
    var isStopped = false

    init(_ upstream: any ByteSource) { self.upstream = upstream }

    /// The reading thread's work.
    func run() {
      // Each array has one owner at a time: a second one would mean a copy.
      while var bytes = gate.pass(
        when: { !free.isEmpty || isStopped }, { isStopped ? nil : free.popLast() })
      {
        var count = 0
        var failure: ReadProblem?
        unsafe bytes.withUnsafeMutableBytes { room in
          do throws(ReadProblem) { count = unsafe try upstream.read(into: room) } catch { failure = error }
        }
        let isLast = count == 0 || failure != nil
        gate.pass {
          problem = failure
          reachedEnd = isLast
          if !isLast { full.append((bytes, count)) }
        }
        if isLast { return }
      }
    }
  }

  private let shared: Shared
  private let thread: WorkerThread
  private var current: [UInt8] = []
  private var position = 0
  private var count = 0

  /// Starts to read.
  init(_ upstream: any ByteSource) throws(ReadProblem) {
    let shared = Shared(upstream)
    self.shared = shared
    thread = try WorkerThread { shared.run() }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    if position == count {
      let shared = shared
      let isOver = shared.gate.pass(
        when: { !shared.full.isEmpty || shared.reachedEnd || shared.isStopped }
      ) {
        if !current.isEmpty { shared.free.append(current) }
        current = []
        count = 0
        guard !shared.full.isEmpty else { return true }
        (current, count) = shared.full.remove(at: 0)
        return false
      }
      position = 0
      if isOver {
        if let problem = shared.problem { throw problem }
        guard shared.reachedEnd else {
          throw ReadProblem(kind: .internal, message: "a source was read after it had been stopped")
        }
        return 0
      }
    }
    let length = min(buffer.count, count - position)
    unsafe current.withUnsafeBytes { all in
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<(position + length)]))
    }
    position += length
    return length
  }

  /// Ends the reading; afterwards the other source may be used again.
  func stop() {
    let shared = shared
    shared.gate.pass { shared.isStopped = true }
    thread.join()
  }

  deinit { stop() }
}
