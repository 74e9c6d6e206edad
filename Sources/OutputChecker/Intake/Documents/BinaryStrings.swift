// The words within bytes that are no text: what can be scanned of a file that can't be read.

/// Collects runs of printable characters, in ASCII and in UTF-16, while bytes go by.
struct BinaryStrings {
  /// Shorter runs are chance. Source: strings(1) shows runs of 4; an identifier has 6 characters or more.
  private static let shortest = 6
  /// A run is cut here and goes on in the next piece, with so many characters repeated that no identifier is lost.
  private static let longest = 4_096
  private static let overlap = 64

  /// A run and the offset of its first byte.
  struct Run: Equatable {
    var text: [UInt8]
    var offset: Int
  }

  private var narrow = Run(text: [], offset: 0)
  private var wide = [Run(text: [], offset: 0), Run(text: [], offset: 0)]
  private var isAwaitingZero = [false, false]
  private var offset = 0

  /// Passes over bytes and hands out the runs that end in them.
  mutating func add(_ bytes: [UInt8], _ take: (Run) -> Void) {
    for byte in bytes {
      if Self.isPrintable(byte) {
        Self.append(byte, at: offset, to: &narrow, take)
      } else {
        Self.end(&narrow, take)
      }
      addWide(byte, take)
      offset += 1
    }
  }

  /// Little-endian UTF-16 at even and at odd offsets: a printable byte and a zero in turn.
  private mutating func addWide(_ byte: UInt8, _ take: (Run) -> Void) {
    let lane = offset & 1
    let other = 1 - lane
    if Self.isPrintable(byte) {
      if isAwaitingZero[lane] { Self.end(&wide[lane], take) }
      Self.append(byte, at: offset, to: &wide[lane], take)
      isAwaitingZero[lane] = true
    } else {
      if isAwaitingZero[lane] || !wide[lane].text.isEmpty { Self.end(&wide[lane], take) }
      isAwaitingZero[lane] = false
    }
    if isAwaitingZero[other] {
      if byte != 0 { Self.end(&wide[other], take) }
      isAwaitingZero[other] = false
    } else {
      Self.end(&wide[other], take)
    }
  }

  /// Hands out what the bytes end with.
  mutating func finish(_ take: (Run) -> Void) {
    Self.end(&narrow, take)
    for lane in wide.indices { Self.end(&wide[lane], take) }
  }

  private static func append(_ byte: UInt8, at offset: Int, to run: inout Run, _ take: (Run) -> Void) {
    if run.text.isEmpty { run.offset = offset }
    run.text.append(byte)
    guard run.text.count >= longest else { return }
    take(run)
    run = Run(text: Array(run.text.suffix(overlap)), offset: offset - overlap + 1)
  }

  private static func end(_ run: inout Run, _ take: (Run) -> Void) {
    if run.text.count >= shortest { take(run) }
    run.text.removeAll(keepingCapacity: true)
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7e).contains(byte) || byte == 0x09 }
}
