// What stands behind the end of pictures whose points are not looked at: GIF, TIFF, WebP and BMP.

import DisclosureRules

/// Finds where a picture ends by its own account.
enum PictureEnd {
  /// Bytes looked at together.
  private static let window = 1 << 16

  /// The offset behind the picture's end when there are bytes that are not zero; nil when there are none, or when the
  /// picture does not say where it ends.
  ///
  /// - Parameter format: as reports name it.
  static func strayBytes(in content: any RandomAccess, format: String) throws(ReadProblem) -> Int? {
    let end: Int? =
      switch format {
      case "bmp": try number(in: content, at: 2, size: 4, isLittle: true)
      // A chunk's size leaves out its name and itself; chunks begin at even places. Source: Multimedia Programming
      // Interface and Data Specifications 1.0, "RIFF".
      case "webp": try number(in: content, at: 4, size: 4, isLittle: true).map { $0 + 8 + $0 % 2 }
      case "gif": try endOfGIF(content)
      case "tiff": try TIFFEnd(content)?.end()
      default: nil
      }
    // A size of nothing is what programs write that do not know it.
    guard let end, end > 0, end < content.size else { return nil }
    return try hasMore(content, from: end) ? end : nil
  }

  /// Whether anything but zeros, with which some programs fill up, follows.
  private static func hasMore(_ content: any RandomAccess, from start: Int) throws(ReadProblem) -> Bool {
    var position = start
    while position < content.size {
      let bytes = try content.bytes(at: position, count: window)
      if bytes.isEmpty { return false }
      if bytes.contains(where: { $0 != 0 }) { return true }
      position += bytes.count
    }
    return false
  }

  /// A whole number of 1 to 4 bytes; nil behind the end.
  static func number(
    in content: any RandomAccess, at offset: Int, size: Int, isLittle: Bool
  ) throws(ReadProblem) -> Int? {
    let bytes = try content.bytes(at: offset, count: size)
    guard bytes.count == size else { return nil }
    return (isLittle ? bytes.reversed() : bytes).reduce(0) { $0 << 8 | Int($1) }
  }

  // MARK: - GIF

  /// Source: GIF89a specification (CompuServe, 1990), 17 to 27.
  private static func endOfGIF(_ content: any RandomAccess) throws(ReadProblem) -> Int? {
    // Blocks may be of one byte each: they are looked at in memory.
    var window = ByteWindow(content, size: window)
    /// Behind a table of colours that the packed byte at `offset` may announce.
    func table(packedAt offset: Int, from start: Int) throws(ReadProblem) -> Int? {
      guard let packed = try window.byte(at: offset) else { return nil }
      return packed & 0x80 == 0 ? start : start + (3 << (Int(packed & 7) + 1))
    }
    /// Behind blocks that each begin with their length, up to an empty one.
    func blocks(from start: Int) throws(ReadProblem) -> Int? {
      var position = start
      while let length = try window.byte(at: position).map({ Int($0) }) {
        position += 1 + length
        if length == 0 { return position }
      }
      return nil
    }
    guard var position = try table(packedAt: 10, from: 13) else { return nil }
    while let kind = try window.byte(at: position) {
      switch kind {
      case 0x3b: return position + 1
      case 0x21:
        guard let next = try blocks(from: position + 2) else { return nil }
        position = next
      case 0x2c:
        // Behind the colours stands the size of codes, one byte.
        guard let points = try table(packedAt: position + 9, from: position + 10),
          let next = try blocks(from: points + 1)
        else { return nil }
        position = next
      default: return nil
      }
    }
    return nil
  }
}

/// The end of a TIFF: the furthest byte that one of its directories speaks of. Source: TIFF 6.0, 2.
private struct TIFFEnd {
  /// Bytes of a value by its type's number. Source: TIFF 6.0, 2, and Adobe's supplement 1 for type 13.
  private static let sizes = [
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
  ]
  /// Tags of offsets with the tags of their lengths: strips, tiles, the old form of JPEG.
  private static let extents = [(273, 279), (324, 325), (513, 514)]
  /// Tags of further directories: within, Exif's, GPS's, that of interoperability.
  private static let directories: Set<Int> = [330, 34_665, 34_853, 40_965]
  /// Directories and values that are followed; a file with more does not say where it ends.
  private static let most = 100_000

  private let content: any RandomAccess
  private let isLittle: Bool

  /// Nil when the first bytes are not those of a TIFF.
  init?(_ content: any RandomAccess) throws(ReadProblem) {
    self.content = content
    guard let order = try PictureEnd.number(in: content, at: 0, size: 1, isLittle: true) else { return nil }
    isLittle = order == Int(UInt8(ascii: "I"))
  }

  private func number(_ offset: Int, _ size: Int) throws(ReadProblem) -> Int? {
    try PictureEnd.number(in: content, at: offset, size: size, isLittle: isLittle)
  }

  /// Nil when something in it can't be followed.
  func end() throws(ReadProblem) -> Int? {
    var end = 8
    var steps = 0
    var seen: Set<Int> = []
    guard let first = try number(4, 4) else { return nil }
    var waiting = [first]
    while let directory = waiting.popLast() {
      guard directory > 0 else { continue }
      guard seen.insert(directory).inserted, let count = try number(directory, 2) else { return nil }
      var values: [Int: [Int]] = [:]
      for entry in 0..<count {
        let place = directory + 2 + entry * 12
        steps += 1
        guard let tag = try number(place, 2), let type = try number(place + 2, 2),
          let size = Self.sizes[type],
          let length = try number(place + 4, 4), let pointed = try number(place + 8, 4)
        else { return nil }
        let start = length * size <= 4 ? place + 8 : pointed
        end = max(end, start + length * size)
        guard steps <= Self.most else { return nil }
        guard Self.directories.contains(tag) || Self.extents.contains(where: { $0.0 == tag || $0.1 == tag })
        else { continue }
        steps += length
        guard steps <= Self.most, size == 2 || size == 4 else { return nil }
        for value in 0..<length {
          guard let number = try number(start + value * size, size) else { return nil }
          values[tag, default: []].append(number)
        }
      }
      for (offsets, lengths) in Self.extents {
        let sizes = values[lengths] ?? []
        for (position, offset) in (values[offsets] ?? []).enumerated() {
          guard sizes.indices.contains(position) else { return nil }
          end = max(end, offset + sizes[position])
        }
      }
      waiting += Self.directories.sorted().flatMap { values[$0] ?? [] }
      let link = directory + 2 + count * 12
      guard let next = try number(link, 4) else { return nil }
      end = max(end, link + 4)
      waiting.append(next)
      guard seen.count <= Self.most else { return nil }
    }
    return end
  }
}
