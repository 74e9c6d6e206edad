// A list of offsets that kernels write into.

/// A growing list of 32-bit offsets, with one entry of all ones in front of the first.
///
/// Unsafe storage, fenced here: `capacity` entries at `storage`, of which `count` are in use; the entry
/// before `storage` is allocated too.
@safe struct OffsetList: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private(set) var count = 0

  /// What stands before the first entry: one more, without its marks, is offset 0.
  private static let front = UInt32.max

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    unsafe storage = Self.allocate(self.capacity)
  }

  deinit { unsafe (storage - 1).deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt32> {
    let whole = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 1)
    unsafe whole.initialize(repeating: 0, count: capacity + 1)
    unsafe whole.pointee = front
    return unsafe whole + 1
  }

  /// - Precondition: `-1 <= index < count`.
  subscript(index: Int) -> UInt32 {
    @inline(__always) get {
      precondition(index >= -1 && index < count)
      return unsafe storage[index]
    }
  }

  /// The greatest difference of an entry from the one before it, from entry `first` on; 0 stands before all.
  func greatestStep(from first: Int) -> Int {
    precondition(first >= 0)
    var before = first == 0 || count == 0 ? 0 : self[first - 1]
    var greatest: UInt32 = 0
    var index = first
    while index < count {
      let entry = unsafe storage[index]
      greatest = max(greatest, entry &- before)
      before = entry
      index += 1
    }
    return Int(greatest)
  }

  /// The difference of every entry from the one before it, from entry `first` on, if it is always the same.
  func evenStep(from first: Int) -> Int? {
    guard first >= 0 && first < count else { return nil }
    var before = first == 0 ? 0 : self[first - 1]
    let step = self[first] &- before
    var difference: UInt32 = 0
    for index in first..<count {
      let entry = unsafe storage[index]
      difference |= (entry &- before) ^ step
      before = entry
    }
    return difference == 0 ? Int(step) : nil
  }

  /// Lends the entries; the one before the first can be read too.
  func withEntries<Result>(_ body: (UnsafePointer<UInt32>) throws -> Result) rethrows -> Result {
    unsafe try body(storage)
  }

  mutating func append(_ value: UInt32) {
    reserve(1)
    unsafe storage[count] = value
    count += 1
  }

  /// Makes room for more entries.
  mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let wanted = max(count + more, capacity * 2)
    let larger = unsafe Self.allocate(wanted)
    unsafe larger.update(from: storage, count: count)
    unsafe (storage - 1).deallocate()
    unsafe storage = larger
    capacity = wanted
  }

  /// Shortens the list.
  mutating func truncate(to length: Int) {
    precondition(length >= 0 && length <= count)
    count = length
  }

  /// Lends room for `more` entries behind the ones in use to `write`, which says how many it wrote.
  mutating func write(_ more: Int, _ write: (UnsafeMutablePointer<UInt32>) -> Int) {
    reserve(more)
    let written = unsafe write(storage + count)
    precondition(written >= 0 && written <= more)
    count += written
  }
}
