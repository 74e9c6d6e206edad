// Tape archives: members one behind the other.

import DisclosureRules

/// One member of a tar archive.
struct TarEntry: Equatable {
  var name: [UInt8]
  /// Where its content lies within the archive.
  var content: Range<Int>
  var isFolder: Bool
}

/// Reads the headers of a tar archive. Source: POSIX.1-2017, pax; GNU tar manual, basic tar format.
struct TarDirectory {
  private(set) var entries: [TarEntry] = []
  /// Bytes behind the end and behind members that are not zero.
  private(set) var strayBytes = 0
  /// What stands in headers beside names and numbers: who owned the files, comments.
  private(set) var texts: [String] = []

  private static let blockSize = 512
  private static let magicOffset = 257
  private static let magic = Array("ustar".utf8)
  /// Names and headers longer than this come from malice.
  private static let longestHeader = 1 << 20

  /// Whether the first block of a stream is a tar header: its checksum holds.
  static func isTar(_ window: [UInt8]) -> Bool {
    window.count >= blockSize && window[magicOffset..<(magicOffset + magic.count)].elementsEqual(magic)
      && checksumHolds(Array(window[..<blockSize]))
  }

  init(_ access: any RandomAccess, budget: Budget) throws(ReadProblem) {
    var position = 0
    var longName: [UInt8]?
    var longSize: Int?
    var zeroBlocks = 0
    while position < access.size {
      let header = try access.bytes(at: position, count: Self.blockSize)
      guard header.count == Self.blockSize else { throw Self.unsafe("it is cut off") }
      position += Self.blockSize
      if header.allSatisfy({ $0 == 0 }) {
        zeroBlocks += 1
        if zeroBlocks == 2 { break }
        continue
      }
      guard zeroBlocks == 0, Self.checksumHolds(header) else { throw Self.unsafe("a header is damaged") }
      let stated = try Self.number(header[124..<136])
      guard let size = longSize ?? stated, size >= 0,
        size <= access.size - position
      else { throw Self.unsafe("a member reaches beyond the end of the file") }
      let content = position..<(position + size)
      let padded = (size + Self.blockSize - 1) / Self.blockSize * Self.blockSize
      strayBytes += try access.bytes(at: position + size, count: padded - size).count { $0 != 0 }
      position += padded
      switch header[156] {
      case UInt8(ascii: "L"), UInt8(ascii: "x"), UInt8(ascii: "g"):
        guard size <= Self.longestHeader else { throw Self.unsafe("a header is too long") }
        let bytes = try access.bytes(at: content.lowerBound, count: size)
        if header[156] == UInt8(ascii: "L") {
          longName = Array(bytes.prefix { $0 != 0 })
        } else if header[156] == UInt8(ascii: "x") {
          try readPax(bytes, name: &longName, size: &longSize)
        }
        continue
      case 0, UInt8(ascii: "0"), UInt8(ascii: "7"), UInt8(ascii: "5"): break
      default: throw Self.unsafe("a member is a link, a device or of an unknown kind")
      }
      let name = longName ?? Self.name(of: header)
      longName = nil
      longSize = nil
      if let reason = ArchiveName.problem(of: name) { throw Self.unsafe(reason) }
      for field in [header[265..<297], header[297..<329]] {
        let owner = String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
        if !owner.isEmpty && !texts.contains(owner) && texts.count < budget.members { texts.append(owner) }
      }
      let isFolder = header[156] == UInt8(ascii: "5") || name.last == UInt8(ascii: "/")
      entries.append(TarEntry(name: name, content: content, isFolder: isFolder))
      guard entries.count <= budget.members else {
        throw ReadProblem(kind: .limit, message: "more than \(budget.members) members (limit members)")
      }
    }
    // Two blocks of zeros end an archive; some programs write one.
    guard zeroBlocks > 0 else { throw Self.unsafe("it is cut off") }
    try refuseDoubles()
    strayBytes += try Self.strayBytes(in: access, from: position)
  }

  private func refuseDoubles() throws(ReadProblem) {
    var seen: Set<[UInt8]> = []
    for entry in entries where !entry.isFolder {
      guard seen.insert(entry.name.map(ByteKind.lowered)).inserted else {
        throw Self.unsafe("two members have one name")
      }
    }
  }

  /// Archives are padded with zeros; anything else behind the end was put there.
  private static func strayBytes(in access: any RandomAccess, from start: Int) throws(ReadProblem) -> Int {
    var stray = 0
    var position = start
    while position < access.size {
      let bytes = try access.bytes(at: position, count: 1 << 16)
      if bytes.isEmpty { break }
      stray += bytes.count { $0 != 0 }
      position += bytes.count
    }
    return stray
  }

  private static func name(of header: [UInt8]) -> [UInt8] {
    let name = Array(header[0..<100].prefix { $0 != 0 })
    let prefix = Array(header[345..<500].prefix { $0 != 0 })
    let isPosix = header[magicOffset..<(magicOffset + 6)].elementsEqual(Array("ustar\0".utf8))
    return isPosix && !prefix.isEmpty ? prefix + [UInt8(ascii: "/")] + name : name
  }

  /// Octal digits, or a big-endian number with its first bit set, as GNU tar writes large ones.
  private static func number(_ field: ArraySlice<UInt8>) throws(ReadProblem) -> Int? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      var value = 0
      for byte in field.suffix(8) {
        let shifted = value.multipliedReportingOverflow(by: 256)
        guard !shifted.overflow else { return nil }
        value = shifted.partialValue + Int(byte)
      }
      return value
    }
    let digits = field.prefix { $0 != 0 }.filter { $0 != UInt8(ascii: " ") }
    if digits.isEmpty { return 0 }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static func checksumHolds(_ header: [UInt8]) -> Bool {
    var sum = 0
    for (index, byte) in header.enumerated() {
      sum += (148..<156).contains(index) ? Int(UInt8(ascii: " ")) : Int(byte)
    }
    let digits = header[148..<156].filter { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8) == sum
  }

  /// Keys of records whose values are words.
  private static let worded = ["comment", "uname", "gname", "xattr", "acl"]

  /// Records of `LENGTH KEY=VALUE\n`.
  private mutating func readPax(
    _ bytes: [UInt8], name: inout [UInt8]?, size: inout Int?
  ) throws(ReadProblem) {
    var rest = bytes[...]
    while let space = rest.firstIndex(of: UInt8(ascii: " ")) {
      guard let length = Int(String(decoding: rest[rest.startIndex..<space], as: UTF8.self)),
        length > space - rest.startIndex + 1, length <= rest.count
      else { throw Self.unsafe("a header is damaged") }
      let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
      rest = rest[(rest.startIndex + length)...]
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = String(decoding: record[record.startIndex..<equals], as: UTF8.self)
      let value = Array(record[(equals + 1)...])
      if key == "path" { name = value }
      if key == "size" {
        guard let stated = Int(String(decoding: value, as: UTF8.self)) else {
          throw Self.unsafe("a header gives no size")
        }
        size = stated
      }
      if key == "linkpath" { throw Self.unsafe("a member is a link") }
      if Self.worded.contains(where: key.contains) { texts.append(String(decoding: value, as: UTF8.self)) }
    }
  }

  private static func unsafe(_ reason: String) -> ReadProblem { ZipDirectory.unsafe(reason) }
}
