// The parser against Python's csv, against conformance suites, and against itself at every block size.

import FoundationEssentials
import Testing

@testable import DisclosureRules
@testable import OutputChecker

private let blockSizes = [1, 2, 3, 7, 64, 65_536]

private struct PythonCase: Decodable {
  var delimiter: String
  var text: String
  var records: [[String]]
}

@Suite struct CSVParserTests {
  @Test func readsWhatPythonReads() throws {
    let lines = try #require(Repository.text(of: "Tests/OutputCheckerTests/CSV/python-csv/python-csv.jsonl"))
      .split(separator: "\n")
    #expect(lines.count == 4_000)
    for line in lines {
      let known = try JSONDecoder().decode(PythonCase.self, from: Data(line.utf8))
      let dialect = Dialect(delimiter: try #require(known.delimiter.utf8.first))
      let whole = try parse(Array(known.text.utf8), dialect: dialect)
      #expect(whole.records == known.records, "\(known.text.debugDescription)")
      #expect(whole.bytes == known.text.utf8.count)
      for size in blockSizes.dropLast() {
        let cut = try parse(Array(known.text.utf8), dialect: dialect, blockSize: size)
        #expect(cut == whole, "\(known.text.debugDescription) in blocks of \(size)")
      }
    }
  }

  @Test(.enabled(if: SharedData.folder != nil, SharedData.missing))
  func conformsToPublishedSuites() throws {
    var compared = 0
    for entry in try SharedData.manifest()
    where entry.path.hasPrefix("parsing/") && entry.path.hasSuffix(".csv") {
      guard entry.expected == "parse" else { continue }
      let bytes = try SharedData.bytes(entry.path)
      let guess = DialectSniffer.guess(bytes, isWhole: true, budget: Budget())
      let parsed = try parse(bytes, dialect: guess.dialect)
      for size in blockSizes {
        #expect(
          try parse(bytes, dialect: guess.dialect, blockSize: size) == parsed,
          "\(entry.path), blocks of \(size)")
      }
      let folder = entry.path.split(separator: "/").dropLast().joined(separator: "/")
      let name = try #require(entry.path.split(separator: "__").last).dropLast(".csv".count)
      let answer = "\(folder)/json__\(name).json"
      guard let json = try? SharedData.bytes(answer) else { continue }
      if let rows = try? JSONDecoder().decode([[String]].self, from: Data(json)) {
        // A list without rows is the suite's way to say that only a header is there.
        #expect(rows.isEmpty ? parsed.records.count == 1 : parsed.records == rows, "\(entry.path)")
      } else {
        // A single row may stand without its list.
        let decoder = JSONDecoder()
        let rows =
          try (try? decoder.decode([[String: String]].self, from: Data(json)))
          ?? [decoder.decode([String: String].self, from: Data(json))]
        let names = parsed.records[0]
        let read = parsed.records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
        #expect(read.map(Self.comparable) == rows.map(Self.comparable), "\(entry.path)")
      }
      compared += 1
    }
    #expect(compared >= 25)
  }

  /// Two published answers don't belong to the files as stored: one shows another telephone number, one has
  /// CRLF where the file has LF. All else is compared.
  private static func comparable(_ row: [String: String]) -> [String: String] {
    row.filter { $0.key != "Contact Phone Number" }.mapValues {
      $0.split(separator: "\r\n").joined(separator: "\n")
    }
  }

  @Test func placesAreThoseOfTheFile() throws {
    // Line ends of every kind, one of them inside quotes, and a blank line.
    let text = "a,b\r\n1,\"x\ny\"\n\n2,z\r3,w"
    let parsed = try parse(Array(text.utf8), blockSize: 5)
    #expect(parsed.records == [["a", "b"], ["1", "x\ny"], ["2", "z"], ["3", "w"]])
    #expect(parsed.places.map { $0[0].line } == [1, 2, 5, 6])
    #expect(parsed.places.map { $0[1].byteOffset } == [2, 7, 16, 20])
    #expect(parsed.places[1][1].byteLength == 5)
  }

  @Test func departuresAreNotedNeverGuessedAway() throws {
    let text = "a,b\n12\" pipe,2\n\"x\"y,3\n\"open,4\n"
    for size in blockSizes {
      let parsed = try parse(Array(text.utf8), blockSize: size)
      #expect(parsed.records == [["a", "b"], ["12\" pipe", "2"], ["xy", "3"], ["open,4\n"]])
      #expect(parsed.quirks == ["stray-quote@4", "text-after-quote@15", "unclosed-quote@22"])
    }
  }

  @Test func aLongRecordIsRefusedBehindTheRecordsBeforeIt() throws {
    var budget = Budget()
    budget.recordBytes = 20
    for (length, isRefused) in [(19, false), (20, false), (21, true)] {
      let text = "a,b\n1,2\n" + String(repeating: "x", count: length) + "\n3,4\n"
      for size in [1, 3, 8, 64, 65_536] {
        let parser = CSVParser(
          source: MemorySource(Array(text.utf8)), dialect: Dialect(), blockSize: size, budget: budget)
        var records = 0
        var problem: ReadProblem?
        do throws(ReadProblem) {
          while let batch = try parser.next() {
            records += batch.recordCount
            parser.giveBack(batch)
          }
        } catch { problem = error }
        #expect((problem?.kind == .limit) == isRefused, "\(length) bytes in blocks of \(size)")
        #expect(records == (isRefused ? 2 : 4))
        if isRefused { #expect(problem?.byteOffset == 8) }
      }
    }
  }

  @Test func tooManyColumnsAreRefused() throws {
    var budget = Budget()
    budget.columns = 4
    for (columns, isRefused) in [(3, false), (4, false), (5, true)] {
      let text = "a\n" + Array(repeating: "1", count: columns).joined(separator: ",") + "\n"
      for size in blockSizes {
        let attempt = Result { try parse(Array(text.utf8), blockSize: size, budget: budget) }
        #expect(((try? attempt.get()) == nil) == isRefused)
      }
    }
  }

  @Test func aFileOfLineEndsStaysSmall() throws {
    // Nothing but blank lines must not pile up in one batch.
    let bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: 300_000)
    let parser = CSVParser(
      source: MemorySource(bytes), dialect: Dialect(), blockSize: 4_096, budget: Budget())
    var most = 0
    var seen = 0
    while let batch = try parser.next() {
      most = max(most, batch.recordsEnd)
      seen += batch.recordsEnd
      parser.giveBack(batch)
    }
    #expect(seen == bytes.count)
    #expect(most <= 4_096)
  }
}
