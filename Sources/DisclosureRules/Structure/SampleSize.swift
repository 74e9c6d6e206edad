// The N that a header, a label or a cell states in words: `Drug A, N = 98`, `Female (n=7)`.

/// Reads a sample size out of text.
enum SampleSize {
  /// Longer texts are cut: an N stands in a header, a label or a line of notes.
  static let longest = 1_024

  /// The first N that `text` states after an `n` or `N` of its own: `N = 1,234`, `(n=98)`, `n: 7`.
  static func stated(in text: String) -> Int64? {
    let bytes = Array(text.utf8.prefix(longest))
    for start in bytes.indices where bytes[start] | 0x20 == UInt8(ascii: "n") {
      if start > 0, isWordByte(bytes[start - 1]) { continue }
      if let size = size(in: bytes, after: start) { return size }
    }
    return nil
  }

  private static func size(in bytes: [UInt8], after start: Int) -> Int64? {
    var position = start + 1
    func skipSpaces() {
      while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }
    skipSpaces()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") || bytes[position] == UInt8(ascii: ":")
    else { return nil }
    position += 1
    skipSpaces()
    var size: Int64?
    while position < bytes.count {
      if let digit = digit(bytes[position]) {
        let (product, overflow) = (size ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(digit)
        if overflow || carry { return nil }
        size = sum
      } else if let length = separator(in: bytes, at: position), size != nil,
        isThousand(bytes, at: position + length)
      {
        position += length - 1
      } else {
        break
      }
      position += 1
    }
    return size
  }

  /// The bytes of a separator of thousands: a comma, or a space of any width.
  private static func separator(in bytes: [UInt8], at position: Int) -> Int? {
    let separators: [[UInt8]] = [
      [UInt8(ascii: ",")], [UInt8(ascii: " ")], Array("\u{a0}".utf8), Array("\u{2009}".utf8),
      Array("\u{202f}".utf8),
    ]
    return separators.first { bytes[position...].starts(with: $0) }?.count
  }

  /// Three digits and no fourth follow a separator of thousands.
  private static func isThousand(_ bytes: [UInt8], at position: Int) -> Bool {
    guard position + 3 <= bytes.count else { return false }
    return bytes[position..<position + 3].allSatisfy { digit($0) != nil }
      && (position + 3 == bytes.count || digit(bytes[position + 3]) == nil)
  }

  private static func digit(_ byte: UInt8) -> Int64? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int64(byte - UInt8(ascii: "0")) : nil
  }

  /// Part of a word: an ASCII letter or digit, `_`, or any byte of another script.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || digit(byte) != nil
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
