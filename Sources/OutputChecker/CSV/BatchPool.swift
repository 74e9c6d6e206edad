// Where batches come from and go back to.

/// A fixed set of batches that are used over and over.
final class BatchPool {
  private var free: [RecordBatch] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  func take() -> RecordBatch {
    let batch = free.popLast() ?? RecordBatch(capacity: capacity)
    batch.reset()
    return batch
  }

  func giveBack(_ batch: RecordBatch) { free.append(batch) }
}
