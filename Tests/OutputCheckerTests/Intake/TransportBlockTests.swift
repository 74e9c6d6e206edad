// What lines of a text carry. The base64 is Python's, of the bytes 0 to 255 repeated.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TransportBlockTests {
  private func parts(_ lines: [String]) -> DocumentParts {
    var parts = DocumentParts()
    TransportBlock.take(lines, into: &parts)
    return parts
  }

  /// 57 bytes make a line of 76 characters. Source: RFC 2045, 6.8.
  private static let line = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4"

  @Test(arguments: [(1, 0), (2, 1), (3, 1)]) func wholeLines(count: Int, files: Int) {
    let found = parts(Array(repeating: Self.line, count: count))
    #expect(found.files.count == files)
    #expect(found.files.allSatisfy { $0.bytes.count == 57 * count })
    #expect(found.facts.isEmpty)
  }

  @Test func aShorterLineEndsTheBlock() {
    // Three bytes more: 1, 2, 3.
    let found = parts(["Attached:", Self.line, Self.line, "AQID", "", "Regards"])
    #expect(found.files.map(\.bytes.count) == [117])
    #expect(found.files.map(\.name) == ["base64-2"])
  }

  /// A block whose last group has one character holds no whole number of bytes.
  @Test func whatDoesNotDecodeIsNotRead() {
    let found = parts([Self.line, Self.line, "AQIDB"])
    #expect(found.files.isEmpty)
    #expect(found.facts.map(\.kind) == [.unreadPart])
  }

  /// Digests, sequences and numbers in lines of one length are no code.
  @Test(arguments: [
    String(repeating: "9f86d081884c7d65", count: 4), String(repeating: "ACGT", count: 15),
    String(repeating: "1234567890", count: 6),
  ])
  func linesThatAreNoCode(line: String) {
    let found = parts([line, line, line])
    #expect(found.files.isEmpty && found.facts.isEmpty)
  }

  @Test(arguments: [
    ("-----BEGIN PGP MESSAGE-----", true), ("Content-Transfer-Encoding: base64", true),
    ("begin 644 table.csv", true),
    ("begin the analysis", false), ("Content-Transfer-Encoding: 7bit", false), ("begin 2019 north", false),
  ])
  func announcements(line: String, isUnread: Bool) { #expect(TransportBlock.announces(line) == isUnread) }

  @Test(arguments: [
    (["North & 120 \\\\", "South & 4 \\\\"], true),
    (["North & 120 \\\\", "\\hline", "South & 4 \\\\"], true),
    (["North & 120 \\\\"], false), (["a & b \\\\", "c & d \\\\"], false), (["R&D 120", "R&D 130"], false),
  ])
  func rowsWithoutFrame(lines: [String], areRows: Bool) {
    #expect(TransportBlock.holdsBareRows(lines) == areRows)
  }
}
