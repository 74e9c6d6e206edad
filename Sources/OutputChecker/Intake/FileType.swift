// The types of files that the checker tells apart, and what it does with each.

import DisclosureRules

/// A type of file, by its content.
struct FileType: Sendable, Equatable {
  /// What the checker does with files of the type.
  enum Treatment: Sendable, Equatable {
    /// Delimited text, prose and what is written in text: the reader looks closer.
    case text
    /// Members or parts are read.
    case zip, tar
    /// The words in it are scanned; the rest is for a person.
    case png, jpeg, pdf, opaque
    /// Nothing in it can be seen, not even its words.
    case closed
  }

  /// As reports name it.
  var format: String
  /// What it is, with its article.
  var words: String
  var treatment: Treatment
  /// What a person should ask for when no program can judge it.
  var ask: String

  static let table = "the underlying table, as delimited text"
  static let tables = "the tables in it, as delimited text"
  static let model = "a table of the coefficients or parameters that are to leave"
  static let members = "the files in it, in a ZIP archive without a password"

  init(_ format: String, _ words: String, _ treatment: Treatment, ask: String = Self.tables) {
    self.format = format
    self.words = words
    self.treatment = treatment
    self.ask = ask
  }

  static let text = FileType("text", "text", .text)
  static let unknown = FileType("binary", "no text, and of no type that the checker knows", .closed)

  /// The content is text that people can read.
  var isText: Bool { treatment == .text }

  /// The type with another format, when a closer look showed what it is.
  func refined(_ format: String, _ words: String) -> FileType {
    FileType(format, words, treatment, ask: ask)
  }
}

extension FileType {
  private struct Signature {
    var bytes: [UInt8]
    var offset = 0
    var type: FileType
    /// Text may begin with these bytes too.
    var isWeak = false
  }

  private static func latin(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  // First bytes of formats that reach an airlock. Source: the formats' specifications.
  private static let signatures: [Signature] = [
    Signature(bytes: latin("PK\u{3}\u{4}"), type: FileType("zip", "a ZIP archive", .zip)),
    Signature(bytes: latin("PK\u{5}\u{6}"), type: FileType("zip", "a ZIP archive", .zip)),
    Signature(bytes: latin("%PDF-"), type: FileType("pdf", "a document (PDF)", .pdf)),
    Signature(
      bytes: latin("\u{89}PNG\r\n\u{1a}\n"), type: FileType("png", "a picture (PNG)", .png, ask: table)),
    Signature(bytes: [0xff, 0xd8, 0xff], type: FileType("jpeg", "a picture (JPEG)", .jpeg, ask: table)),
    Signature(bytes: latin("GIF87a"), type: FileType("gif", "a picture (GIF)", .opaque, ask: table)),
    Signature(bytes: latin("GIF89a"), type: FileType("gif", "a picture (GIF)", .opaque, ask: table)),
    Signature(bytes: latin("II*\u{0}"), type: FileType("tiff", "a picture (TIFF)", .opaque, ask: table)),
    Signature(bytes: latin("MM\u{0}*"), type: FileType("tiff", "a picture (TIFF)", .opaque, ask: table)),
    Signature(
      bytes: latin("WEBP"), offset: 8, type: FileType("webp", "a picture (WebP)", .opaque, ask: table)),
    Signature(
      bytes: latin("BM"), type: FileType("bmp", "a picture (BMP)", .opaque, ask: table), isWeak: true),
    Signature(
      bytes: latin(" EMF"), offset: 40, type: FileType("emf", "a picture (EMF)", .opaque, ask: table),
      isWeak: true),
    Signature(bytes: latin("SQLite format 3\u{0}"), type: FileType("sqlite", "a database (SQLite)", .opaque)),
    Signature(bytes: latin("PAR1"), type: FileType("parquet", "a data frame (Parquet)", .opaque)),
    Signature(bytes: latin("ARROW1"), type: FileType("arrow", "a data frame (Arrow)", .opaque)),
    Signature(bytes: latin("FEA1"), type: FileType("feather", "a data frame (Feather)", .opaque)),
    Signature(bytes: latin("Obj\u{1}"), type: FileType("avro", "records (Avro)", .opaque)),
    Signature(bytes: latin("$FL2"), type: FileType("sav", "a data set of SPSS", .opaque)),
    Signature(bytes: latin("$FL3"), type: FileType("sav", "a compressed data set of SPSS", .closed)),
    Signature(bytes: latin("<stata_dta>"), type: FileType("dta", "a data set of Stata", .opaque)),
    Signature(
      bytes: latin("HEADER RECORD*******"), type: FileType("xpt", "a data set of SAS (XPORT)", .opaque)),
    Signature(
      bytes: [0xc2, 0xea, 0x81, 0x60, 0xb3, 0x14, 0x11, 0xcf], offset: 12,
      type: FileType("sas7bdat", "a data set of SAS", .opaque)),
    Signature(bytes: latin("X\n\u{0}\u{0}"), type: FileType("rds", "an object of R (RDS)", .opaque)),
    Signature(bytes: latin("RDX2\n"), type: FileType("rdata", "a workspace of R", .opaque)),
    Signature(bytes: latin("RDX3\n"), type: FileType("rdata", "a workspace of R", .opaque)),
    Signature(
      bytes: latin("\u{89}HDF\r\n\u{1a}\n"),
      type: FileType("hdf5", "a data store (HDF5)", .opaque, ask: model)),
    Signature(bytes: latin("\u{93}NUMPY"), type: FileType("npy", "an array of NumPy", .opaque)),
    Signature(bytes: latin("MATLAB 5.0 MAT-file"), type: FileType("mat", "a workspace of MATLAB", .opaque)),
    Signature(
      bytes: latin("\u{d0}\u{cf}\u{11}\u{e0}\u{a1}\u{b1}\u{1a}\u{e1}"),
      type: FileType("ole", "an old or encrypted Office document", .opaque)),
    Signature(bytes: latin("{\\rtf"), type: FileType("rtf", "a document (RTF)", .opaque)),
    Signature(bytes: latin("%!PS"), type: FileType("ps", "a document (PostScript)", .opaque)),
    Signature(bytes: latin("!<arch>\n"), type: FileType("ar", "an archive (ar)", .closed, ask: members)),
    Signature(bytes: latin("\u{7f}ELF"), type: FileType("program", "a program", .closed, ask: "its source")),
    Signature(
      bytes: latin("MZ"), type: FileType("program", "a program", .closed, ask: "its source"), isWeak: true),
    Signature(
      bytes: latin("\u{0}asm"), type: FileType("program", "a program", .closed, ask: "its source")),
    Signature(
      bytes: latin("7z\u{bc}\u{af}\u{27}\u{1c}"),
      type: FileType("7z", "an archive (7z)", .closed, ask: members)),
    Signature(
      bytes: latin("Rar!\u{1a}\u{7}"), type: FileType("rar", "an archive (RAR)", .closed, ask: members)),
    Signature(
      bytes: latin("BZh"), type: FileType("bzip2", "compressed (bzip2)", .closed, ask: members), isWeak: true),
    Signature(
      bytes: latin("\u{fd}7zXZ\u{0}"), type: FileType("xz", "compressed (xz)", .closed, ask: members)),
    Signature(
      bytes: [0x28, 0xb5, 0x2f, 0xfd], type: FileType("zstd", "compressed (zstd)", .closed, ask: members)),
    Signature(bytes: [0x1f, 0x9d], type: FileType("compress", "compressed (LZW)", .closed, ask: members)),
  ]

  private static let tar = FileType("tar", "an archive (tar)", .tar)
  private static let pickle = FileType("pickle", "an object of Python (pickle)", .opaque, ask: model)
  /// Protocols 2 to 5 begin with their number. Source: Python, pickletools.
  private static let pickleStart: UInt8 = 0x80
  private static let pickleProtocols: ClosedRange<UInt8> = 2...5

  /// The type of bytes that begin with `window`; nil when nothing says that they are not text.
  ///
  /// - Parameter isBinary: the bytes are no text.
  static func signed(_ window: [UInt8], isBinary: Bool) -> FileType? {
    for signature in signatures where isBinary || !signature.isWeak {
      let end = signature.offset + signature.bytes.count
      guard window.count >= end, window[signature.offset..<end].elementsEqual(signature.bytes) else {
        continue
      }
      return signature.type
    }
    if TarDirectory.isTar(window) { return tar }
    if isBinary, window.count > 2, window[0] == pickleStart, pickleProtocols.contains(window[1]) {
      return pickle
    }
    return TextPickle.matches(window) ? pickle : nil
  }
}
