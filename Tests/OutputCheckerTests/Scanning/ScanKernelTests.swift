// The kernels of the identifier scan against a scan that looks at every byte.

import Testing

@testable import OutputChecker

@Suite struct ScanKernelTests {
  private static let supported = Kernel.allCases.filter(\.isSupported)

  /// What the scan finds when it is told to look everywhere.
  private static func everywhere(_ bytes: [UInt8]) -> ScanResult {
    var result = ScanResult()
    var progress = IdentifierScanner.Progress()
    for place in bytes.indices {
      ScanSupport.scanner.look(at: place, in: bytes.span, &progress, into: &result)
    }
    ScanSupport.scanner.lookBehindPoint(at: bytes.count, in: bytes.span, &progress, into: &result)
    return result
  }

  @Test(arguments: ScanKernelTests.supported) func missesNoPlace(_ kernel: Kernel) {
    let pieces: [[UInt8]] =
      [
        "943 476 5919", "9,434,765,919", "9434765919", "9.434765919e+09", "9.434765919E9", "SW1A 1AA",
        "sw1a1aa",
        "a.b@c.org", "1234.", "H33..", "12345.6", "E12000001", "2023-01-27", "\r\n", "\n", ",", " ", "-", ".",
        "x",
        "7", "café", "１２", "\u{a0}", "abcdefghijklmnop",
      ].map { Array($0.utf8) } + [[0x96], [0xff]]
    var random = SeededGenerator(seed: 23)
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      let count = Int.random(in: 1..<400, using: &random)
      while bytes.count < count { bytes += pieces.randomElement(using: &random) ?? [] }
      var found = ScanResult()
      ScanSupport.scanner.scan(bytes.span, into: &found, kernel: kernel)
      let expected = Self.everywhere(bytes)
      let text = String(decoding: bytes, as: UTF8.self).debugDescription
      #expect(found.hits == expected.hits, "\(text)")
      #expect(found.oddOffsets == expected.oddOffsets, "\(text)")
      var lines = LineCounter(line: 0)
      lines.count(bytes.span)
      #expect(found.lineEnds == lines.line, "\(text)")
    }
  }
}
