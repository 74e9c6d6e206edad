// A list of offsets that kernels write into.

/// A growing list of 32-bit offsets, with one entry of all ones in front of the first.
///
/// The list stands behind a pointer, so that its owner keeps it as a constant: reading an entry of a variable of
/// a class is checked for overlapping access each time, which takes an eighth of the time of small fields. The
/// owner sees to it that nobody reads while it writes.
///
/// Unsafe storage, fenced here: `capacity` entries at `storage`, of which `count` are in use; the entry
/// before `storage` is allocated too.
@safe struct OffsetList: ~Copyable {
  @unsafe private struct State {
    var storage: UnsafeMutablePointer<UInt32>
    var capacity: Int
    var count = 0
  }

  private let state: UnsafeMutablePointer<State>

  /// What stands before the first entry: one more, without its marks, is offset 0.
  private static let front = UInt32.max

  init(capacity: Int) {
    let capacity = max(capacity, 1)
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State(storage: Self.allocate(capacity), capacity: capacity))
  }

  deinit {
    unsafe (state.pointee.storage - 1).deallocate()
    unsafe state.deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt32> {
    let whole = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 1)
    unsafe whole.initialize(repeating: 0, count: capacity + 1)
    unsafe whole.pointee = front
    return unsafe whole + 1
  }

  /// Entries in use.
  var count: Int { @inline(__always) get { unsafe state.pointee.count } }

  /// - Precondition: `-1 <= index < count`.
  subscript(index: Int) -> UInt32 {
    @inline(__always) get {
      precondition(index >= -1 && index < count)
      return unsafe state.pointee.storage[index]
    }
  }

  /// Whether an entry is more than `limit` above the one before it, from entry `first` on; 0 stands before all.
  ///
  /// - Precondition: the entries never fall, so that none of those between two that are near each other is far from
  ///   the next: few are looked at.
  func hasStep(above limit: Int, from first: Int) -> Bool {
    precondition(first >= 0)
    let limit = UInt32(clamping: limit)
    let storage = unsafe state.pointee.storage
    var before = first == 0 || count == 0 ? 0 : self[first - 1]
    var index = first
    while index < count {
      let last = min(index + Self.stride, count) - 1
      let entry = unsafe storage[last]
      if entry &- before > limit {
        for near in index...last {
          let entry = unsafe storage[near]
          if entry &- before > limit { return true }
          before = entry
        }
      }
      before = entry
      index = last + 1
    }
    return false
  }

  /// Entries that are passed over at a time: records of a table of a few hundred columns keep below the limit together.
  private static let stride = 16

  /// The difference of every entry from the one before it, from entry `first` on, if it is always the same.
  func evenStep(from first: Int) -> Int? {
    guard first >= 0 && first < count else { return nil }
    var before = first == 0 ? 0 : self[first - 1]
    let step = self[first] &- before
    var difference: UInt32 = 0
    let storage = unsafe state.pointee.storage
    for index in first..<count {
      let entry = unsafe storage[index]
      difference |= (entry &- before) ^ step
      before = entry
    }
    return difference == 0 ? Int(step) : nil
  }

  /// Adds the indices of the entries that have a mark.
  func appendIndices(of mark: UInt32, to indices: inout [Int]) {
    let storage = unsafe state.pointee.storage
    for index in 0..<count where unsafe storage[index] & mark != 0 { indices.append(index) }
  }

  /// Lends the entries; the one before the first can be read too.
  func withEntries<Result>(_ body: (UnsafePointer<UInt32>) throws -> Result) rethrows -> Result {
    unsafe try body(state.pointee.storage)
  }

  func append(_ value: UInt32) {
    reserve(1)
    unsafe state.pointee.storage[count] = value
    unsafe state.pointee.count += 1
  }

  /// Adds the first entries of another list.
  func append(_ other: borrowing OffsetList, upTo length: Int) {
    precondition(length >= 0 && length <= other.count)
    reserve(length)
    unsafe (state.pointee.storage + count).update(from: other.state.pointee.storage, count: length)
    unsafe state.pointee.count += length
  }

  /// Makes room for more entries.
  func reserve(_ more: Int) {
    let old = unsafe state.pointee
    guard unsafe old.count + more > old.capacity else { return }
    let wanted = unsafe max(old.count + more, old.capacity * 2)
    let larger = unsafe Self.allocate(wanted)
    unsafe larger.update(from: old.storage, count: old.count)
    unsafe (old.storage - 1).deallocate()
    unsafe state.pointee = State(storage: larger, capacity: wanted, count: old.count)
  }

  /// Shortens the list.
  func truncate(to length: Int) {
    precondition(length >= 0 && length <= count)
    unsafe state.pointee.count = length
  }

  /// Lends room for `more` entries behind the ones in use to `write`, which says how many it wrote.
  func write(_ more: Int, _ write: (UnsafeMutablePointer<UInt32>) -> Int) {
    reserve(more)
    let written = unsafe write(state.pointee.storage + count)
    precondition(written >= 0 && written <= more)
    unsafe state.pointee.count += written
  }
}
