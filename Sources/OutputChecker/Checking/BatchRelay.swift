// Observers that see the batches of a long table on a thread of their own.

import DisclosureRules

/// A part of what watches a table, which sees each batch once and in order, wherever it runs.
protocol BatchGroup: SendableMetatype {
  /// Sees a batch; the arguments are those of ``BatchObserver/observe(_:data:places:)``.
  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor)
}

/// Hands batches to a group on another thread, so that two groups see the same table side by side.
///
/// Each group still sees every batch in order: what it finds doesn't depend on whether there is another thread.
/// A batch may be used again when both sides have seen it.
final class BatchRelay<Group: BatchGroup> {
  /// Bytes that may wait, unless a single batch has more: some batches, so that both sides can go on.
  private static var mostWaiting: Int { 1 << 20 }

  private struct Delivery {
    var batch: RecordBatch
    var records: Range<Int>
    var places: PlaceCursor
  }

  /// What the two threads share; the group belongs to the other thread until it has ended, and the rest is touched
  /// only inside the gate.
  private final class Shared: @unchecked Sendable {
    let gate = Gate()
    var group: Group
    var waiting: [Delivery] = []
    var seen: [RecordBatch] = []
    var isOver = false

    init(_ group: Group) { self.group = group }

    func run() {
      while true {
        let next = gate.pass(when: { !waiting.isEmpty || isOver }) { waiting.first }
        guard var delivery = next else { return }
        group.observe(delivery.batch, data: delivery.records, places: &delivery.places)
        gate.pass {
          waiting.removeFirst()
          seen.append(delivery.batch)
        }
      }
    }
  }

  private let shared: Shared
  private let thread: WorkerThread

  /// Starts the thread.
  ///
  /// - Throws: the system has none to give.
  init(_ group: Group) throws(ReadProblem) {
    let shared = Shared(group)
    self.shared = shared
    thread = try WorkerThread { shared.run() }
  }

  /// Hands a batch over; waits while too much is waiting.
  func send(_ batch: RecordBatch, data records: Range<Int>, places: PlaceCursor) {
    let shared = shared
    shared.gate.pass(when: {
      shared.waiting.isEmpty
        || shared.waiting.reduce(batch.count) { $0 + $1.batch.count } <= Self.mostWaiting
    }) {
      shared.waiting.append(Delivery(batch: batch, records: records, places: places))
    }
  }

  /// Batches that the group has seen since this was last asked.
  func takeSeen() -> [RecordBatch] {
    let shared = shared
    return shared.gate.pass {
      defer { shared.seen.removeAll(keepingCapacity: true) }
      return shared.seen
    }
  }

  /// Waits until the group has seen everything, and gives it back.
  func finish() -> Group {
    let shared = shared
    shared.gate.pass { shared.isOver = true }
    thread.join()
    return shared.group
  }

  deinit { _ = finish() }
}
