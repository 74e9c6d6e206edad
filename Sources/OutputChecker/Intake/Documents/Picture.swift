// What a picture carries beside its points.

import DisclosureRules

/// Reads the texts within pictures and what stands behind their end.
enum Picture {
  /// The longest text of one chunk that is read.
  private static let longestText = 1 << 20

  /// Keywords under which programs speak of themselves. Source: PNG specification, 11.3.3.1.
  private static let programKeywords: Set<String> = [
    "Software", "Creation Time", "date:create", "date:modify",
  ]

  static func parts(of access: any RandomAccess, isPNG: Bool, budget: Budget) throws(ReadProblem)
    -> DocumentParts
  {
    var parts = DocumentParts()
    if isPNG {
      try readPNG(access, into: &parts, budget: budget)
    } else {
      try readJPEG(access, into: &parts)
    }
    return parts
  }

  // MARK: - PNG

  /// Source: PNG specification, third edition, 5 and 11.3.
  private static func readPNG(
    _ access: any RandomAccess, into parts: inout DocumentParts, budget: Budget
  ) throws(ReadProblem) {
    var position = 8
    var chunks = 0
    while position + 12 <= access.size {
      chunks += 1
      guard chunks <= budget.places * 1_000 else {
        throw ReadProblem(kind: .limit, message: "a picture of more than \(budget.places * 1_000) chunks")
      }
      let head = try access.bytes(at: position, count: 8)
      guard head.count == 8 else { break }
      let length = Int(head[0]) << 24 | Int(head[1]) << 16 | Int(head[2]) << 8 | Int(head[3])
      let type = String(decoding: head[4..<8], as: UTF8.self)
      guard length <= access.size - position - 12 else {
        throw ReadProblem(kind: .malformed, message: "the picture is cut off", byteOffset: position)
      }
      if ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"].contains(type) {
        let content = try access.bytes(at: position + 8, count: min(length, longestText))
        let keyword = String(decoding: content.prefix { $0 != 0 }, as: UTF8.self)
        if type != "tIME" && !programKeywords.contains(keyword) {
          parts.note(.pictureMetadata, at: Location(byteOffset: position, part: type))
        }
        try addText(content, type: type, at: position, to: &parts)
      }
      position += 12 + length
      if type == "IEND" {
        return try noteEnd(position, of: access, in: &parts)
      }
    }
    throw ReadProblem(kind: .malformed, message: "the picture has no end", byteOffset: position)
  }

  private static func addText(
    _ content: [UInt8], type: String, at position: Int, to parts: inout DocumentParts
  ) throws(ReadProblem) {
    var text = content
    if type == "zTXt", let zero = content.firstIndex(of: 0), zero + 2 <= content.count {
      text = Array(content[..<zero]) + [0x20] + (try inflated(Array(content[(zero + 2)...])))
    }
    if type == "iTXt", let zero = content.firstIndex(of: 0), zero + 3 < content.count, content[zero + 1] == 1
    {
      // Keyword, flag, method, language and translated keyword, then deflated text.
      var rest = content[(zero + 3)...]
      for _ in 0..<2 { rest = rest.drop { $0 != 0 }.dropFirst() }
      text = Array(content[..<zero]) + [0x20] + (try inflated(Array(rest)))
    }
    parts.texts.append(
      .init(text: String(decoding: text, as: UTF8.self), location: Location(byteOffset: position, part: type))
    )
  }

  /// What may be words in binary data: Exif's lengths and types are no characters that anybody wrote.
  private static func words(of content: [UInt8]) -> String {
    let text = content.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }
    return String(validating: text, as: UTF8.self)
      ?? String(decoding: text.map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self)
  }

  private static func inflated(_ bytes: [UInt8]) throws(ReadProblem) -> [UInt8] {
    let source = try DeflatedBytes(bytes)
    var text: [UInt8] = []
    while text.count < longestText, try source.append(to: &text, atMost: 1 << 16) > 0 {}
    return text
  }

  // MARK: - JPEG

  /// Source: ITU T.81, annex B.
  private static func readJPEG(_ access: any RandomAccess, into parts: inout DocumentParts)
    throws(ReadProblem)
  {
    var position = 2
    while position + 4 <= access.size {
      let head = try access.bytes(at: position, count: 4)
      guard head.count == 4, head[0] == 0xff else {
        throw ReadProblem(kind: .malformed, message: "the picture is damaged", byteOffset: position)
      }
      let marker = head[1]
      if marker == 0xda { return try readScan(access, from: position, into: &parts) }
      if marker == 0xd9 { return try noteEnd(position + 2, of: access, in: &parts) }
      let length = Int(head[2]) << 8 | Int(head[3])
      guard length >= 2, position + 2 + length <= access.size else {
        throw ReadProblem(kind: .malformed, message: "the picture is cut off", byteOffset: position)
      }
      // APP1 holds Exif and XMP, APP13 Photoshop's data, FE a comment. APP0 and APP14 are of the format itself.
      if marker == 0xfe || (0xe1...0xef).contains(marker) && marker != 0xee && marker != 0xe2 {
        let name = marker == 0xfe ? "comment" : "APP\(marker - 0xe0)"
        parts.note(.pictureMetadata, at: Location(byteOffset: position, part: name))
        let content = try access.bytes(at: position + 4, count: length - 2)
        parts.texts.append(
          .init(
            text: Self.words(of: content),
            location: Location(byteOffset: position, part: name)))
      }
      position += 2 + length
    }
    throw ReadProblem(kind: .malformed, message: "the picture has no end", byteOffset: position)
  }

  /// Within the points a 0xff is followed by 0, by a restart mark, or it is a marker again.
  private static func readScan(
    _ access: any RandomAccess, from start: Int, into parts: inout DocumentParts
  ) throws(ReadProblem) {
    var position = start + 2
    var previous: UInt8 = 0
    while position < access.size {
      let bytes = try access.bytes(at: position, count: 1 << 16)
      if bytes.isEmpty { break }
      for (index, byte) in bytes.enumerated() {
        if previous == 0xff && byte == 0xd9 {
          return try noteEnd(position + index + 1, of: access, in: &parts)
        }
        previous = byte
      }
      position += bytes.count
    }
    throw ReadProblem(kind: .malformed, message: "the picture has no end", byteOffset: position)
  }

  /// What stands behind the end was put there, but for the zeros that some programs pad with.
  private static func noteEnd(
    _ end: Int, of access: any RandomAccess, in parts: inout DocumentParts
  ) throws(ReadProblem) {
    var position = end
    var isPadding = true
    var strings = BinaryStrings()
    func take(_ run: BinaryStrings.Run) {
      parts.texts.append(
        .init(
          text: String(decoding: run.text, as: UTF8.self),
          location: Location(byteOffset: end + run.offset, part: "behind the end")))
    }
    while position < access.size {
      let bytes = try access.bytes(at: position, count: 1 << 16)
      if bytes.isEmpty { break }
      if bytes.contains(where: { $0 != 0 }) { isPadding = false }
      strings.add(bytes, take)
      position += bytes.count
    }
    strings.finish(take)
    if !isPadding { parts.note(.bytesBehindEnd, at: Location(byteOffset: end, part: "picture")) }
  }
}
