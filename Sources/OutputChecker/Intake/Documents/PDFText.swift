// The words on the pages of a PDF, as poppler's pdftotext lays them out.

import DisclosureRules

/// Runs `pdftotext`, where it is installed.
enum PDFText {
  /// Seconds of processor time, blocks of 512 bytes that may be written, and KiB of memory: a hostile file must not
  /// take the machine. The text of a page is a few KiB.
  private static let command =
    "ulimit -t 60 && ulimit -f 131072 && ulimit -v 4000000 && exec pdftotext -q -layout -enc UTF-8 - -"

  /// The text; nil when the program is missing or gives up.
  ///
  /// - Parameter limit: bytes of a document, and of its text.
  static func read(_ content: any RandomAccess, limit: Int) throws(ReadProblem) -> [UInt8]? {
    guard content.size <= limit else { return nil }
    let input = try FileDescriptor.temporary()
    var position = 0
    while position < content.size {
      let bytes = try content.bytes(at: position, count: 1 << 20)
      if bytes.isEmpty { break }
      try input.write(all: bytes)
      position += bytes.count
    }
    try input.rewind()
    let output = try FileDescriptor.temporary()
    guard ChildProcess.run(shell: command, input: input, output: output) == 0 else { return nil }
    let size = try output.status().size
    guard size <= limit else { return nil }
    return try output.bytes(at: 0, count: size)
  }
}
