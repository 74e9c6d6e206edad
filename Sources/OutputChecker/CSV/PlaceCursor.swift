// From an offset in a batch to a line and a byte of the file.

import CKernels
import DisclosureRules

/// Finds the places of fields in one batch. Lines are counted only as far as somebody asks, and each byte at
/// most once as long as the questions come in file order.
struct PlaceCursor {
  private let batch: RecordBatch
  /// Records before the first data row: header and preamble.
  private let headerRecords: Int
  private let sourceMap: SourceMap
  private var offset = 0
  private var lines: LineCounter

  /// - Parameters:
  ///   - batch: the batch whose fields are asked for.
  ///   - headerRecords: how many records of the table come before data row 1.
  ///   - sourceMap: from stream offsets to bytes of the file.
  init(batch: RecordBatch, headerRecords: Int, sourceMap: SourceMap) {
    self.batch = batch
    self.headerRecords = headerRecords
    self.sourceMap = sourceMap
    lines = LineCounter(line: batch.firstLine)
  }

  /// The same for a copy of the batch.
  func over(_ copy: RecordBatch) -> PlaceCursor {
    PlaceCursor(batch: copy, headerRecords: headerRecords, sourceMap: sourceMap)
  }

  /// The place of a field that belongs to `record`, both counted within the batch.
  mutating func place(of field: FieldRange, inRecord record: Int) -> CellPlace {
    let fields = batch.fields(ofRecord: record)
    let recordStart = fields.isEmpty ? field.start : batch.field(fields.lowerBound).start
    let range = sourceMap.fileRange(of: field.start..<field.end, in: batch)
    return CellPlace(
      row: max(0, batch.firstRecord + record - headerRecords + 1), line: line(at: recordStart),
      byteOffset: range.lowerBound, byteLength: range.count)
  }

  /// The physical line of a byte of the batch. LF, CRLF and a lone CR each end a line.
  mutating func line(at target: Int) -> Int {
    if target < offset {
      offset = 0
      lines = LineCounter(line: batch.firstLine)
    }
    let batch = self.batch
    lines.count(batch.bytes.extracting(offset..<target))
    offset = target
    return lines.line
  }
}

/// Counts physical lines: LF, CRLF and a lone CR end one each, inside quotes too.
struct LineCounter {
  /// The line of the next byte, from 1.
  private(set) var line: Int
  /// Whether the last byte was a CR: an LF that follows belongs to it.
  private var afterReturn: Int32 = 0

  init(line: Int) { self.line = line }

  /// The lines that end in some bytes.
  static func lines(in bytes: Span<UInt8>) -> Int {
    var counter = LineCounter(line: 0)
    counter.count(bytes)
    return counter.line
  }

  /// Passes over bytes.
  mutating func count(_ bytes: Span<UInt8>) {
    guard bytes.count > 0 else { return }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe line += checker_csv_lines(
        Kernel.current.native, buffer.baseAddress.unsafelyUnwrapped, buffer.count, &afterReturn)
    }
  }
}

/// How offsets in the text the parser reads relate to bytes of the decompressed file.
enum SourceMap: Sendable {
  /// The file's own bytes, after so many bytes of byte-order mark.
  case identity(markLength: Int)
  /// UTF-16 transcoded to UTF-8; the batch says at which byte of the file it starts.
  case utf16(markLength: Int)
  /// UTF-32 transcoded to UTF-8.
  case utf32(markLength: Int)

  /// Bytes of the byte-order mark.
  var unitSize: Int {
    switch self {
    case .identity: 1
    case .utf16: 2
    case .utf32: 4
    }
  }

  /// Bytes of the file behind its mark that a piece of text came from.
  func fileBytes(of text: Span<UInt8>) -> Int {
    unitSize == 1 ? text.count : Self.encodedLength(of: text, unit: unitSize)
  }

  var markLength: Int {
    switch self {
    case .identity(let length), .utf16(let length), .utf32(let length): length
    }
  }

  /// Bytes of the file for a range of the batch's bytes.
  func fileRange(of range: Range<Int>, in batch: RecordBatch) -> Range<Int> {
    switch self {
    case .identity(let markLength):
      let shift = batch.streamOffset + markLength
      return (range.lowerBound + shift)..<(range.upperBound + shift)
    case .utf16:
      let start =
        batch.fileOffset + Self.encodedLength(of: batch.bytes.extracting(0..<range.lowerBound), unit: 2)
      let length = Self.encodedLength(of: batch.bytes.extracting(range), unit: 2)
      return start..<(start + length)
    case .utf32:
      let start =
        batch.fileOffset + Self.encodedLength(of: batch.bytes.extracting(0..<range.lowerBound), unit: 4)
      let length = Self.encodedLength(of: batch.bytes.extracting(range), unit: 4)
      return start..<(start + length)
    }
  }

  /// Bytes that UTF-8 text takes in UTF-16 (`unit` 2) or UTF-32 (4): every lead byte is one unit, and a
  /// four-byte sequence is two units of UTF-16.
  static func encodedLength(of text: Span<UInt8>, unit: Int) -> Int {
    var units = 0
    for index in text.indices {
      let byte = text[index]
      if byte & 0b1100_0000 != 0b1000_0000 { units += 1 }
      if unit == 2 && byte >= 0b1111_0000 { units += 1 }
    }
    return units * unit
  }
}
