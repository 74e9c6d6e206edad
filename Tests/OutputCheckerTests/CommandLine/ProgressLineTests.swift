// The progress line as it reads.

import OutputChecker
import Testing

@testable import checker_cli

@Suite struct ProgressLineTests {
  private static func progress(done: Int, path: String = "t1.csv") -> CheckProgress {
    CheckProgress(filesDone: 2, filesKnown: 12, bytesDone: done, bytesKnown: 1_200_000_000, path: path)
  }

  @Test func wholeLine() {
    let line = ProgressLine.line(Self.progress(done: 400_000_000), seconds: 4, width: 100)
    #expect(line == "file 3 of 12, 400 MB of 1.2 GB, 100 MB/s, 8 s left: t1.csv")
  }

  /// In the first moments the rate says nothing of the time that is left.
  @Test func noTimeLeftAtFirst() {
    #expect(!ProgressLine.line(Self.progress(done: 400_000_000), seconds: 1, width: 100).contains("left"))
    #expect(
      ProgressLine.line(Self.progress(done: 0), seconds: 0, width: 100)
        == "file 3 of 12, 0 B of 1.2 GB: t1.csv")
  }

  @Test func lastFileIsNotPassed() {
    var progress = Self.progress(done: 5)
    progress.filesDone = 12
    #expect(ProgressLine.line(progress, seconds: 0, width: 100).hasPrefix("file 12 of 12"))
  }

  @Test func fitsOnOneLineAndSteersNothing() {
    let path = String(repeating: "a", count: 200) + "\u{1B}[2J\n"
    #expect(ProgressLine.line(Self.progress(done: 1, path: path), seconds: 9, width: 80).count == 79)
    #expect(
      !ProgressLine.line(Self.progress(done: 1, path: "\u{1B}[2J\n"), seconds: 9, width: 200).contains(
        "\u{1B}"))
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_999, "9.9 kB"), (10_000, "10 kB"), (999_999, "999 kB"),
    (1_000_000, "1.0 MB"), (2_500_000_000_000, "2.5 TB"), (-5, "0 B"),
  ])
  func sizes(bytes: Int, text: String) {
    #expect(ProgressLine.size(bytes) == text)
  }

  @Test(arguments: [(5, "5 s"), (119, "119 s"), (120, "2 min"), (7200, "2 h")])
  func times(seconds: Int, text: String) {
    #expect(ProgressLine.time(seconds) == text)
  }
}
