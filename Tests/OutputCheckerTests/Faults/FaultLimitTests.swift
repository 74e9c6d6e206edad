// Resources at their limits and one on either side, with the limits lowered; `make faults-large` uses the real ones.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct FaultLimitTests {
  private func report(_ text: String, _ change: (inout Budget) -> Void) throws -> FileReport {
    try TestChecker.sdap { change(&$0.budget) }.check(bytes: Array(text.utf8), fileName: "table.csv")
  }

  @Test(arguments: [(99, false), (100, false), (101, true)]) func columns(_ count: Int, _ isOver: Bool) throws
  {
    let row = { (cell: (Int) -> String) in (0..<count).map(cell).joined(separator: ",") + "\n" }
    let report = try report(row { "c\($0)" } + row { String(100 + $0) } + row { String(300 + $0) }) {
      $0.columns = 100
    }
    #expect((report.problem?.kind == .limit) == isOver)
    #expect((report.verdict == .error) == isOver)
  }

  @Test(arguments: [(4_095, false), (4_096, false), (4_097, true)]) func bytesOfARecord(
    _ count: Int, _ isOver: Bool
  )
    throws
  {
    // Without the line end.
    let field = String(repeating: "x", count: count - 4)
    let report = try report("region,patients\n\(field),120\nSouth,145\n") { $0.recordBytes = 4_096 }
    #expect((report.problem?.kind == .limit) == isOver, "\(report.problem?.message ?? "none")")
  }

  @Test(arguments: [(99, false), (100, false), (101, true)]) func bytesOfAFile(_ count: Int, _ isOver: Bool)
    throws
  {
    let head = "region,patients\nNorth,120\n"
    let text = head + "South" + String(repeating: "h", count: count - head.utf8.count - 10) + ",145\n"
    #expect(text.utf8.count == count)
    let folder = try ScratchFolder()
    try folder.write("table.csv", text)
    let report = try TestChecker.sdap { $0.budget.bytes = 100 }.check(paths: ["\(folder.path)/table.csv"])
    #expect((report.files.first?.problem?.kind == .limit) == isOver)
  }

  /// Brackets that would take a recursive reader's stack: in a table they are text, in a policy an error.
  @Test func nesting() throws {
    let deep = String(repeating: "[", count: 200_000)
    #expect(try report("region,patients\n\(deep),120\nSouth,145\n") { _ in }.verdict == .pass)
    #expect(throws: (any Error).self) { try ContextFile(bytes: Array(deep.utf8), file: "context.yaml") }
  }

  /// Cells that would take a careless decoder or a backtracking pattern long.
  @Test(.timeLimit(.minutes(20))) func longCells() throws {
    for cell in [
      String(repeating: "A", count: 1 << 16), String(repeating: "aA0/", count: 1 << 14),
      String(repeating: "=", count: 1 << 16),
      String(repeating: "%41", count: 1 << 14), String(repeating: "a@", count: 1 << 15),
      String(repeating: "+1", count: 1 << 15),
      String(repeating: "-A1", count: 1 << 14), "=" + String(repeating: "(", count: 1 << 16),
      String(repeating: "\u{200B}", count: 1 << 14),
      String(repeating: "1.", count: 1 << 15), "=" + String(repeating: "a|", count: 1 << 14),
      String(repeating: "p\u{3B2}", count: 1 << 14),
    ] {
      let report = try report("region,patients\nNorth,120\n\(cell),145\n") { _ in }
      #expect(report.verdict != .error)
    }
  }
}
