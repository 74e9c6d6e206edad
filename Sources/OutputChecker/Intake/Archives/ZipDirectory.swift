// What a ZIP archive says it holds, and whether it tells every program the same.

import DisclosureRules

/// One member, as the central directory describes it.
struct ZipEntry: Equatable {
  /// As written; not always UTF-8.
  var name: [UInt8]
  /// General purpose flags.
  var flags: UInt16
  /// 0 stored, 8 deflated.
  var method: UInt16
  var crc: UInt32
  var compressedSize: Int
  var size: Int
  /// Of the local header.
  var headerOffset: Int
  /// First byte of the content.
  var contentOffset: Int

  var isFolder: Bool { name.last == UInt8(ascii: "/") }
}

/// The members of a ZIP archive, read from its central directory and held against the local headers.
///
/// Programs disagree about archives that are not well formed: what one of them unpacks another never sees.
/// So everything that could be read in two ways makes the archive unsafe. Source: PKWARE, APPNOTE 6.3.10.
struct ZipDirectory {
  private(set) var entries: [ZipEntry] = []
  /// Bytes around and between the members, which none of them accounts for.
  private(set) var strayBytes = 0
  /// What somebody wrote beside the members, as text.
  private(set) var comments: [String] = []
  /// What stands beside the members for programs that know it.
  private(set) var extras: [UInt8] = []

  static let firstBytes = Array("PK\u{3}\u{4}".utf8)
  static let emptyArchive = Array("PK\u{5}\u{6}".utf8)

  // Signatures, sizes and limits of the format. Source: APPNOTE 4.3.
  private static let localSignature: UInt32 = 0x0403_4b50
  private static let centralSignature: UInt32 = 0x0201_4b50
  private static let endSignature: UInt32 = 0x0605_4b50
  private static let wideEndSignature: UInt32 = 0x0606_4b50
  private static let wideLocatorSignature: UInt32 = 0x0706_4b50
  private static let localSize = 30
  private static let centralSize = 46
  private static let endSize = 22
  private static let wideLocatorSize = 20
  private static let wideEndSize = 56
  private static let longestComment = 65_535
  /// Signature, checksum and two sizes of eight bytes.
  private static let longestDescriptor = 24
  private static let wideExtra: UInt16 = 1
  /// The name once more, in UTF-8.
  private static let nameExtra: UInt16 = 0x7075
  private static let stored: UInt16 = 0
  private static let deflated: UInt16 = 8
  private static let encryptedFlag: UInt16 = 1
  private static let descriptorFlag: UInt16 = 8
  private static let strongEncryptionFlag: UInt16 = 0x40
  private static let maskedHeadersFlag: UInt16 = 0x2000
  /// Upper byte of "version made by": Unix, whose file modes then stand in the external attributes.
  private static let madeByUnix: UInt16 = 3
  private static let fileTypeMask: UInt32 = 0o170000
  private static let regularFile: UInt32 = 0o100000
  private static let folder: UInt32 = 0o040000

  private let access: any RandomAccess
  private let budget: Budget

  /// - Throws: `unsafeArchive` when the archive is damaged, encrypted, or could be read in two ways.
  init(_ access: any RandomAccess, budget: Budget) throws(ReadProblem) {
    self.access = access
    self.budget = budget
    let (directory, count, end, comment) = try Self.directory(of: access)
    if !comment.isEmpty { comments.append(String(decoding: comment, as: UTF8.self)) }
    try readCentralDirectory(directory, count: count)
    try refuseOverlaps(directory: directory.lowerBound)
    try refuseDoubles()
    strayBytes += access.size - end
  }

  // MARK: - The end record

  private static func directory(of access: any RandomAccess) throws(ReadProblem)
    -> (Range<Int>, Int, Int, [UInt8])
  {
    let window = min(access.size, endSize + longestComment)
    let tail = LittleEndianBytes(try access.bytes(at: access.size - window, count: window))
    var position = tail.count - endSize
    while position >= 0 {
      // The comment must end where the file ends; otherwise it is data that looks like an end record.
      if tail.long(position) == endSignature, let comment = tail.short(position + 20),
        position + endSize + Int(comment) <= tail.count
      {
        break
      }
      position -= 1
    }
    guard position >= 0, let disk = tail.short(position + 4), let directoryDisk = tail.short(position + 6),
      let here = tail.short(position + 8), let all = tail.short(position + 10),
      let size = tail.long(position + 12), let start = tail.long(position + 16),
      let comment = tail.short(position + 20)
    else { throw unsafe("it has no directory: it is cut off or no archive") }
    let endOffset = access.size - window + position
    var (count, length, offset) = (Int(all), Int(size), Int(start))
    var directoryEnd = endOffset
    if all == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
      let wide = try wideDirectory(of: access, before: endOffset)
      (count, length, offset, directoryEnd) = wide
    } else if disk != 0 || directoryDisk != 0 || here != all {
      throw unsafe("it is one part of an archive in several files")
    }
    guard offset >= 0, length >= 0, offset <= directoryEnd, length == directoryEnd - offset else {
      throw unsafe("its directory is not where its end record says")
    }
    let text = tail.slice(position + endSize, Int(comment)) ?? []
    return (offset..<(offset + length), count, endOffset + endSize + Int(comment), text)
  }

  private static func wideDirectory(
    of access: any RandomAccess, before end: Int
  ) throws(ReadProblem) -> (Int, Int, Int, Int) {
    let locator = LittleEndianBytes(
      try access.bytes(at: end - wideLocatorSize, count: min(wideLocatorSize, max(0, end))))
    guard locator.long(0) == wideLocatorSignature, let offset = locator.whole(8) else {
      throw unsafe("its sizes ask for a ZIP64 record that is not there")
    }
    let record = LittleEndianBytes(try access.bytes(at: offset, count: wideEndSize))
    guard record.long(0) == wideEndSignature, let here = record.whole(24), let all = record.whole(32),
      let size = record.whole(40), let start = record.whole(48), here == all,
      record.long(16) == 0, record.long(20) == 0
    else { throw unsafe("its ZIP64 record is damaged") }
    return (all, size, start, offset)
  }

  // MARK: - The members

  private mutating func readCentralDirectory(_ range: Range<Int>, count: Int) throws(ReadProblem) {
    guard count <= budget.members else {
      throw ReadProblem(kind: .limit, message: "more than \(budget.members) members (limit members)")
    }
    guard range.count <= Self.longestDirectory else {
      throw ReadProblem(
        kind: .limit, message: "a directory of more than \(Self.longestDirectory) bytes")
    }
    let directory = LittleEndianBytes(try access.bytes(at: range.lowerBound, count: range.count))
    var position = 0
    for _ in 0..<count {
      position = try readEntry(directory, at: position)
    }
    guard position == directory.count else {
      throw Self.unsafe("its directory holds more than the members it counts")
    }
  }

  /// 64 MiB: a million members with short names.
  private static let longestDirectory = 64 << 20

  private mutating func readEntry(_ directory: LittleEndianBytes, at start: Int) throws(ReadProblem) -> Int {
    guard directory.long(start) == Self.centralSignature, let madeBy = directory.short(start + 4),
      let flags = directory.short(start + 8), let method = directory.short(start + 10),
      let crc = directory.long(start + 16), let packed = directory.long(start + 20),
      let size = directory.long(start + 24), let nameLength = directory.short(start + 28),
      let extraLength = directory.short(start + 30), let commentLength = directory.short(start + 32),
      let attributes = directory.long(start + 38), let offset = directory.long(start + 42)
    else { throw Self.unsafe("its directory is damaged") }
    let nameStart = start + Self.centralSize
    let extraStart = nameStart + Int(nameLength)
    let end = extraStart + Int(extraLength) + Int(commentLength)
    guard let name = directory.slice(nameStart, Int(nameLength)),
      let extra = directory.slice(extraStart, Int(extraLength)),
      let comment = directory.slice(extraStart + Int(extraLength), Int(commentLength))
    else { throw Self.unsafe("its directory is cut off") }
    if !comment.isEmpty { comments.append(String(decoding: comment, as: UTF8.self)) }
    extras += extra
    var entry = ZipEntry(
      name: name, flags: flags, method: method, crc: crc, compressedSize: Int(packed), size: Int(size),
      headerOffset: Int(offset), contentOffset: 0)
    try widen(&entry, by: LittleEndianBytes(extra))
    try refuseSecondName(of: entry, in: LittleEndianBytes(extra))
    try refuse(entry, madeBy: madeBy, attributes: attributes)
    try readLocalHeader(of: &entry)
    entries.append(entry)
    return end
  }

  /// Sizes and offsets that don't fit 32 bits.
  private func widen(_ entry: inout ZipEntry, by extra: LittleEndianBytes) throws(ReadProblem) {
    let isWide = [entry.size, entry.compressedSize, entry.headerOffset].contains(0xffff_ffff)
    guard isWide else { return }
    var position = 0
    while let tag = extra.short(position), let length = extra.short(position + 2) {
      if tag == Self.wideExtra {
        var field = position + 4
        func next() throws(ReadProblem) -> Int {
          guard field + 8 <= position + 4 + Int(length), let value = extra.whole(field) else {
            throw Self.unsafe("a member's ZIP64 sizes are missing")
          }
          field += 8
          return value
        }
        if entry.size == 0xffff_ffff { entry.size = try next() }
        if entry.compressedSize == 0xffff_ffff { entry.compressedSize = try next() }
        if entry.headerOffset == 0xffff_ffff { entry.headerOffset = try next() }
        return
      }
      position += 4 + Int(length)
    }
    throw Self.unsafe("a member's ZIP64 sizes are missing")
  }

  /// A member may have its name once more in UTF-8, which some programs take instead of the first.
  private func refuseSecondName(of entry: ZipEntry, in extra: LittleEndianBytes) throws(ReadProblem) {
    var position = 0
    while let tag = extra.short(position), let length = extra.short(position + 2) {
      // Version and checksum come before the name.
      if tag == Self.nameExtra, length > 5, extra.slice(position + 9, Int(length) - 5) != entry.name {
        throw Self.unsafe("a member has two names")
      }
      position += 4 + Int(length)
    }
  }

  private func refuse(_ entry: ZipEntry, madeBy: UInt16, attributes: UInt32) throws(ReadProblem) {
    if entry.flags & (Self.encryptedFlag | Self.strongEncryptionFlag | Self.maskedHeadersFlag) != 0 {
      throw Self.unsafe("a member is encrypted")
    }
    guard entry.method == Self.stored || entry.method == Self.deflated else {
      throw Self.unsafe("a member is compressed in a way that is not read (method \(entry.method))")
    }
    if entry.method == Self.stored && entry.size != entry.compressedSize {
      throw Self.unsafe("a stored member has two sizes")
    }
    if let reason = ArchiveName.problem(of: entry.name) { throw Self.unsafe(reason) }
    if madeBy >> 8 == Self.madeByUnix {
      let type = attributes >> 16 & Self.fileTypeMask
      guard type == 0 || type == Self.regularFile || type == Self.folder else {
        throw Self.unsafe("a member is a link or a device")
      }
    }
    if entry.isFolder && entry.size > 0 { throw Self.unsafe("a folder holds bytes of its own") }
    let limit = entry.compressedSize.multipliedReportingOverflow(by: budget.ratio)
    if !limit.overflow && entry.size > max(limit.partialValue, budget.ratioFrom) {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.ratio) bytes for each compressed byte (limit ratio)")
    }
  }

  /// The header in front of the content must say the same as the directory.
  private func readLocalHeader(of entry: inout ZipEntry) throws(ReadProblem) {
    let header = LittleEndianBytes(try access.bytes(at: entry.headerOffset, count: Self.localSize))
    guard header.long(0) == Self.localSignature, let flags = header.short(6), let method = header.short(8),
      let crc = header.long(14), let packed = header.long(18), let size = header.long(22),
      let nameLength = header.short(26), let extraLength = header.short(28)
    else { throw Self.unsafe("a member's header is not where the directory says") }
    let name = try access.bytes(at: entry.headerOffset + Self.localSize, count: Int(nameLength))
    guard name == entry.name, method == entry.method, flags == entry.flags else {
      throw Self.unsafe("a member's header differs from the directory")
    }
    // With a data descriptor the sizes stand behind the content, and the header's are 0 or true.
    let isDescribed = flags & Self.descriptorFlag != 0
    func agrees(_ local: UInt32, _ central: Int) -> Bool {
      Int(local) == central || local == 0xffff_ffff || isDescribed && local == 0
    }
    guard agrees(crc, Int(entry.crc)), agrees(packed, entry.compressedSize), agrees(size, entry.size) else {
      throw Self.unsafe("a member's header gives other sizes than the directory")
    }
    entry.contentOffset = entry.headerOffset + Self.localSize + Int(nameLength) + Int(extraLength)
    let end = entry.contentOffset.addingReportingOverflow(entry.compressedSize)
    guard !end.overflow, end.partialValue <= access.size else {
      throw Self.unsafe("a member reaches beyond the end of the file")
    }
  }

  // MARK: - The archive as a whole

  /// Members one inside the other unpack to far more than the archive holds. Source: Fifield, A better zip bomb.
  private mutating func refuseOverlaps(directory: Int) throws(ReadProblem) {
    var previousEnd = 0
    // Behind the content of a member its sizes may stand once more.
    var allowed = 0
    for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      guard entry.headerOffset >= previousEnd else { throw Self.unsafe("members overlap") }
      let gap = entry.headerOffset - previousEnd
      if gap > allowed { strayBytes += gap }
      previousEnd = entry.contentOffset + entry.compressedSize
      allowed = entry.flags & Self.descriptorFlag != 0 ? Self.longestDescriptor : 0
    }
    guard previousEnd <= directory else { throw Self.unsafe("a member overlaps the directory") }
    if directory - previousEnd > allowed { strayBytes += directory - previousEnd }
  }

  /// Two members of one name: which of them a program unpacks is a matter of taste. Names that differ in
  /// letter case alone are one file on many systems.
  private func refuseDoubles() throws(ReadProblem) {
    var seen: Set<[UInt8]> = []
    for entry in entries where !seen.insert(entry.name.map(ByteKind.lowered)).inserted {
      throw Self.unsafe("two members have one name")
    }
  }

  /// The bytes of a member, inflated.
  func content(of entry: ZipEntry) throws(ReadProblem) -> any ByteSource {
    let range = entry.contentOffset..<(entry.contentOffset + entry.compressedSize)
    let raw = AccessSource(access, range: range)
    return try ZipMemberSource(raw, entry: entry, isDeflated: entry.method == Self.deflated)
  }

  static func unsafe(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .unsafeArchive, message: "the archive is unsafe: \(reason)")
  }
}
