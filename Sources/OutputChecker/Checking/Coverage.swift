// The proof that every byte of a file was seen by everything that had to see it.

import DisclosureRules

/// Compares what was read with what each observer saw.
struct Coverage {
  /// What one observer says it saw.
  struct Seen: Equatable {
    /// Bytes of whole records, of all batches.
    var bytes = 0
    /// Records and fields, header included.
    var records = 0
    var fields = 0

    /// Adds what was seen of another part.
    mutating func add(_ other: Seen) {
      bytes += other.bytes
      records += other.records
      fields += other.fields
    }

    /// What was seen since an earlier time.
    func minus(_ earlier: Seen) -> Seen {
      Seen(bytes: bytes - earlier.bytes, records: records - earlier.records, fields: fields - earlier.fields)
    }

    /// Adds a batch to what was seen.
    mutating func add(_ batch: borrowing RecordBatch) {
      bytes += batch.recordsEnd
      records += batch.recordCount
      fields += batch.fieldCount
    }
  }

  /// What the parser handed out.
  var handedOut = Seen()
  /// What the stream delivered, in bytes of the decompressed and transcoded text.
  var streamBytes = 0
  /// What each observer saw, by its name.
  var observers: [(name: String, seen: Seen)] = []

  /// Adds what an observer saw of one table.
  mutating func add(_ seen: Seen, of name: String) {
    if let index = observers.firstIndex(where: { $0.name == name }) {
      observers[index].seen.add(seen)
    } else {
      observers.append((name, seen))
    }
  }

  /// The observers a table is never passed without.
  static let required = ["identifiers", "columns", "structure", "text", "content"]

  /// The first gap, in plain words; nil when everything saw everything.
  func gap() -> String? {
    if handedOut.bytes != streamBytes {
      return "the parser handed out \(handedOut.bytes) of \(streamBytes) bytes"
    }
    for name in Self.required where !observers.contains(where: { $0.name == name }) {
      return "the observer \"\(name)\" did not run"
    }
    for observer in observers where observer.seen != handedOut {
      return "the observer \"\(observer.name)\" saw \(observer.seen.bytes) of \(handedOut.bytes) bytes"
    }
    return nil
  }
}
