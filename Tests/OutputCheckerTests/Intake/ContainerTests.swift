// Archives and workbooks: limits, damage, places.

import DisclosureRules
import FoundationEssentials
import Synchronization
import Testing

@testable import OutputChecker

@Suite struct ContainerTests {
  private static let safe = Array("region,patients\nNorth,120\nSouth,145\nEast,231\n".utf8)

  private func check(
    _ bytes: [UInt8], _ name: String, _ change: (inout Budget) -> Void = { _ in }
  ) throws -> CheckReport {
    let checker = try TestChecker.sdap { change(&$0.budget) }
    return checker.check(files: [(path: name, bytes: bytes)])
  }

  private func fixture(_ name: String) throws -> [UInt8] {
    Array(try #require(FileManager.default.contents(atPath: "\(Repository.root)/fixtures/faults/\(name)")))
  }

  // MARK: - Limits, at the limit and one either side

  @Test(arguments: [(2, Verdict.error), (3, .pass), (4, .pass)])
  func membersAreLimited(limit: Int, verdict: Verdict) throws {
    let archive = ZipBuilder.archive(["a", "b", "c"].map { (name: $0 + ".csv", content: Self.safe) })
    #expect(try check(archive, "a.zip") { $0.members = limit }.verdict == verdict)
  }

  @Test(arguments: [(2, Verdict.error), (3, .pass), (4, .pass)])
  func depthIsLimited(limit: Int, verdict: Verdict) throws {
    var archive = ZipBuilder.archive([(name: "a.csv", content: Self.safe)])
    for _ in 0..<2 { archive = ZipBuilder.archive([(name: "a.zip", content: archive)]) }
    #expect(try check(archive, "a.zip") { $0.depth = limit }.verdict == verdict)
  }

  @Test(arguments: [(-1, Verdict.error), (0, .pass), (1, .pass)])
  func unpackedBytesAreLimited(more: Int, verdict: Verdict) throws {
    let archive = ZipBuilder.archive([
      (name: "a.csv", content: Self.safe), (name: "b.csv", content: Self.safe),
    ])
    let report = try check(archive, "a.zip") { $0.unpackedBytes = Self.safe.count * 2 + more }
    #expect(report.verdict == verdict)
  }

  /// A clock that moves on by a second each time it is looked at: as each of two members is opened, after its one
  /// block and at its end. The sixth look is five seconds after the first.
  @Test(arguments: [(4, Verdict.error), (5, .pass), (6, .pass)])
  func timeIsLimited(limit: Int, verdict: Verdict) throws {
    let archive = ZipBuilder.archive([
      (name: "a.csv", content: Self.safe), (name: "b.csv", content: Self.safe),
    ])
    let seconds = Mutex(0)
    let checker = try TestChecker.sdap {
      $0.budget.unpackSeconds = limit
      $0.clock = {
        seconds.withLock { seconds in
          seconds += 1
          return seconds
        }
      }
    }
    let report = checker.check(files: [(path: "a.zip", bytes: archive)])
    #expect(report.verdict == verdict)
    let problems = report.files.compactMap(\.problem)
    #expect(problems.allSatisfy { $0.kind == .limit && $0.message.contains("unpack_seconds") })
    #expect(problems.isEmpty == (verdict == .pass))
  }

  /// What stands in no archive may take as long as it takes.
  @Test func timeOfPlainFilesIsNotLimited() throws {
    let checker = try TestChecker.sdap {
      $0.budget.unpackSeconds = 1
      $0.clock = { Int.max }
    }
    #expect(checker.check(files: [(path: "a.csv", bytes: Self.safe)]).verdict == .pass)
  }

  /// A mebibyte and a line of one line again and again, in gzip and in ZIP: so many bytes packed, so many unpacked.
  @Test(arguments: ["14-resources/swelling.txt.gz", "14-resources/swelling.zip"], [-1, 0, 1])
  func ratioIsLimited(name: String, more: Int) throws {
    let bytes = try fixture(name)
    let unpacked = Self.swollen
    // Of a ZIP only the member counts, whose packed size stands in its header at byte 18.
    let packed =
      name.hasSuffix(".gz") ? bytes.count : (18..<22).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    // The least whole ratio that lets the file through.
    let least = (unpacked + packed - 1) / packed
    let report = try check(bytes, String(name.dropFirst(13))) {
      $0.ratio = least + more
      $0.ratioFrom = 1 << 20
    }
    let problem = report.files.compactMap(\.problem).first
    #expect((problem?.kind == .limit) == (more < 0), "\(problem?.message ?? "none")")
    #expect(report.verdict == (more < 0 ? .error : .pass))
  }

  /// As `scripts/containers.py` writes it.
  private static let swollen = (1 << 20) + 64

  /// Each of two archives in an archive is within the ratio, and both together are not: what counts is the file.
  @Test(arguments: [(-1, true), (0, false), (1, false)])
  func ratioHoldsForAllLayersTogether(more: Int, isOver: Bool) throws {
    let inner = ZipBuilder.archive([(name: "a.csv", content: Self.safe)])
    let archive = ZipBuilder.archive([(name: "a.zip", content: inner), (name: "b.zip", content: inner)])
    // Stored members: 2 archives unpack to themselves, and then to their members.
    let unpacked = 2 * (inner.count + Self.safe.count)
    let report = try check(archive, "a.zip") {
      $0.ratio = 1
      $0.ratioFrom = unpacked + more
    }
    let problems = report.files.compactMap(\.problem)
    #expect(problems.contains { $0.message.contains("limit ratio") } == isOver, "\(problems)")
  }

  /// What is over a limit once is not tried again: a bomb of many members costs what one costs.
  @Test func nothingIsUnpackedBehindALimit() throws {
    let names = ["a.csv", "b.csv", "c.csv"]
    let archive = ZipBuilder.archive(names.map { (name: $0, content: Self.safe) })
    let report = try check(archive, "a.zip") { $0.unpackedBytes = Self.safe.count + 1 }
    #expect(report.files.count == 4)
    #expect(report.files[2].problem == report.files[3].problem)
    #expect(report.files[1].problem == nil && report.files[2].problem?.kind == .limit)
  }

  @Test(arguments: [(-1, Verdict.error), (0, .pass), (1, .pass)])
  func documentsAreLimited(more: Int, verdict: Verdict) throws {
    let page = Array("<p>Nothing to see here.</p>".utf8)
    #expect(try check(page, "a.html") { $0.documentBytes = page.count + more }.verdict == verdict)
  }

  @Test(arguments: [(1, Verdict.error), (2, .pass), (3, .pass)])
  func columnsOfSheetsAreLimited(limit: Int, verdict: Verdict) throws {
    let book = try fixture("13-hidden-parts/plain.xlsx")
    #expect(try check(book, "a.xlsx") { $0.columns = limit }.verdict == verdict)
  }

  @Test func longTextsAreScannedThoughNoTablesAreLookedFor() throws {
    let line = "The service wrote to a.person@example-trust.nhs.uk about it, and waited for the answer.\n"
    let report = try check(Array((line + line).utf8), "a.log") { $0.documentBytes = 100 }
    #expect(report.verdict == .fail)
    #expect(
      report.files[0].findings.contains { $0.finding.evidence == nil || $0.finding.rule == "email-address" })
    #expect(
      report.files[0].findings.contains {
        $0.finding.rule == "unsupported-type" && $0.finding.verdict == .review
      })
  }

  // MARK: - Damage

  /// An archive, a workbook, a tape or a picture that is cut off anywhere is never passed.
  @Test(arguments: [
    ("12-containers/good_member_and_bad.zip", 5), ("11-type-lies/honest.zip", 3),
    ("13-hidden-parts/plain.xlsx", 97), ("12-containers/good.tar", 31),
    ("13-hidden-parts/picture_text.png", 2),
    ("13-hidden-parts/document.docx", 397), ("12-containers/good.tar.gz", 3),
  ])
  func whatIsCutOffNeverPasses(name: String, step: Int) throws {
    let whole = try fixture(name)
    // Behind the content and one block of zeros a tape has nothing to lose.
    let end = name.hasSuffix(".tar") ? 1_535 : whole.count
    for length in stride(from: 0, to: end, by: step) {
      let report = try check(Array(whole[..<length]), String(name.split(separator: "/")[1]))
      #expect(report.verdict >= .fail, "\(name) cut off at \(length)")
    }
  }

  /// Whatever bytes are changed: no crash, and a member that passes has the bytes that it had.
  @Test(arguments: [
    ("11-type-lies/honest.zip", 100), ("12-containers/good.tar", 60), ("13-hidden-parts/plain.xlsx", 40),
    ("13-hidden-parts/document.docx", 10), ("13-hidden-parts/picture_packed_text.png", 60),
    ("12-containers/good.tar.gz", 50), ("11-type-lies/pickle.txt", 30),
    ("13-hidden-parts/drawing_points.svg", 20),
  ])
  func changedBytesDoNotCrash(name: String, rounds: Int) throws {
    let whole = try fixture(name)
    let ending = String(name.split(separator: "/")[1])
    let known = Set(try check(whole, ending).files.map(\.sha256))
    var state: UInt64 = 88
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<rounds {
      var changed = whole
      for _ in 0...random(3) { changed[random(changed.count)] = UInt8(random(256)) }
      let report = try check(changed, ending)
      for file in report.files where file.container != nil && file.verdict == .pass && file.bytes != nil {
        // A tape has no checksums of its members.
        #expect(known.contains(file.sha256) || name.contains(".tar"), "\(name), round \(round)")
      }
    }
  }

  // MARK: - Places

  @Test func findingsOfSheetsAreAtTheirCells() throws {
    let report = try check(try fixture("13-hidden-parts/small_count_in_hidden_sheet.xlsx"), "book.xlsx")
    #expect(report.files.map(\.path) == ["book.xlsx", "book.xlsx!Counts", "book.xlsx!Notes"])
    let finding = try #require(report.files[2].findings.first { $0.finding.rule == "minimum-threshold" })
    #expect(finding.finding.location.sheet == "Notes")
    // The table starts in C4: its second row of data is row 6, its second column D.
    #expect(finding.finding.location.cell == "D6")
    #expect(finding.finding.location.line == nil && finding.finding.location.byteOffset == nil)
    #expect(report.files[2].sha256 == report.files[0].sha256 && report.files[2].bytes == nil)
    #expect(report.files[0].verdict == .fail)
    #expect(try SampleReport.text(report).contains("cell Notes!D6"))
    let json = try SampleReport.json(report).filter { !$0.isWhitespace }
    #expect(json.contains("\"cell\":\"D6\"") && json.contains("\"sheet\":\"Notes\""))
    #expect(try SampleReport.render(report, .sarif).contains("book.xlsx!Notes!D6"))
  }

  @Test func membersHaveTheirOwnDigests() throws {
    let archive = ZipBuilder.archive([(name: "a.csv", content: Self.safe)])
    let report = try check(archive, "a.zip")
    let alone = try check(Self.safe, "a.csv")
    #expect(report.files[1].sha256 == alone.files[0].sha256)
    #expect(report.files[1].container == "a.zip" && report.files[1].path == "a.zip!a.csv")
  }

  @Test func namesOfMembersAreScanned() throws {
    let archive = ZipBuilder.archive([
      (name: "letters/a.person@example-trust.nhs.uk/a.csv", content: Self.safe)
    ])
    #expect(try check(archive, "a.zip").files[1].findings.contains { $0.finding.rule == "email-address" })
  }
}
