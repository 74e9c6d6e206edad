import CMemoryUse
import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ScanObserverTests {
  private let needle = "4010232137"

  /// A released table in small: codes of SNOMED CT, counts, percentages, text, UUIDs, dates.
  private func table(rows: Int = 12, header: String = "code,n,percent,label,key,week") -> [[String]] {
    var numbers = SeededNumbers(seed: 5)
    let codes = [
      "22298006", "39113611000001102", "1010730002", "138875005", "73211009", "6497000", "35425004",
      "914741000000103", "408512008", "900000000000207008",
    ]
    var table = [header.split(separator: ",").map(String.init)]
    for row in 0..<rows {
      let hex = String(numbers.next(), radix: 16) + "0000000000000000"
      let key = [0..<8, 0..<4, 4..<8, 8..<12, 0..<12].map { String(Array(hex)[$0]) }.joined(separator: "-")
      table.append([
        codes[row % codes.count], String(numbers.next() % 1_000_000),
        "0.\(numbers.next() % 10_000_000_000_000_000)",
        ["North East", "Unknown, or not stated", "85+", "Type 2 diabetes (E11.9)"][row % 4], key,
        "2021-\(10 + row % 3)-\(10 + row % 18)",
      ])
    }
    return table
  }

  private func text(_ table: [[String]]) -> String {
    table.map { $0.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") }.joined(
      separator: "\n") + "\n"
  }

  @Test func releasedTableHasNoFinding() {
    // A UUID a row is for a person to look at; nothing else is.
    #expect(Set(ScanSupport.findings(text(table())).map(\.rule)) == [Pseudonym.name])
  }

  @Test func needleIsFoundInEveryCell() {
    let clean = table()
    for row in clean.indices {
      for column in clean[row].indices {
        for (spelling, least) in [
          (needle, Verdict.review), ("401 023 2137", .fail), ("\"\(needle)\"", .review),
          ("\(needle).0", .review),
          ("seen by NHS no \(needle) twice", .fail), ("CR2 6XH", .fail), ("jo.bloggs@nhs.net", .fail),
          ("9434765919", .review), ("EC1A1BB", .review), ("ZZ99 3WZ", .review),
        ] {
          var table = clean
          table[row][column] = spelling
          let found = ScanSupport.findings(text(table)).filter { $0.rule != Pseudonym.name }
          let verdict = Verdict.overall(found.map(\.verdict))
          #expect(verdict >= least, "\(spelling) at row \(row), column \(column)")
          #expect(
            found.allSatisfy { $0.location.column == column + 1 && $0.location.row == (row == 0 ? nil : row) }
          )
        }
      }
    }
  }

  /// Fields that were scanned again and hold nothing aren't scanned a third time; all others are.
  @Test func quotationsThatRepeatAreScannedEachTime() throws {
    let rows = 300
    let lines = (0..<rows).map { row in
      row % 3 == 0
        ? "\"no \"\"\(needle.prefix(5))\"\"\(needle.dropFirst(5))\",1\n"
        : "\"say \"\"hello\"\" to \(row % 7)\",1\n"
    }
    var observer = ScanSupport.observer()
    ScanSupport.observe(ScanSupport.batch(Array(("text,n\n" + lines.joined()).utf8)), by: &observer)
    let tally = try #require(observer.tallies(ofColumn: 0).first { $0.identifier == NHSNumber.name })
    #expect(tally.cells(atLeast: .form) + tally.ambiguousCells(atLeast: .form) == rows / 3)
  }

  @Test func headerMakesTheNeedleCertain() {
    var table = table()
    table[7][1] = needle
    let header = HeaderIdentifier(rule: "nhs-number", isCertain: true)
    #expect(ScanSupport.verdict(text(table), headers: [1: header]) == .fail)
  }

  @Test func placeIsTheField() throws {
    let source = "a,b\nx,1\n\"q\n\",\"\(needle)\"\n"
    let location = try #require(ScanSupport.findings(source).first).location
    #expect(location.row == 2)
    #expect(location.line == 3)
    #expect(location.byteOffset == 13)
    #expect(location.byteLength == 12)
  }

  @Test func headerHitHasItsPlace() throws {
    let location = try #require(ScanSupport.findings("é,401 023 2137\nx,1\n").first).location
    #expect(location.row == nil)
    #expect(location.line == 1)
    #expect(location.column == 2)
    #expect(location.textColumn == 3)
    #expect(location.byteOffset == 3)
  }

  @Test func nothingReachesAcrossABorder() {
    #expect(ScanSupport.verdict("a,b\n4,010,232,137\n") == .pass)
    #expect(ScanSupport.verdict("a;b\n4,010,232,137;1\n", delimiter: ";") == .review)
    #expect(ScanSupport.verdict("a,b\n\"4,010,232,137\",1\n") == .review)
    #expect(ScanSupport.verdict("a-b\n401-023-2137\n", delimiter: "-") == .pass)
    #expect(ScanSupport.verdict("a b\n401 023 2137\n", delimiter: " ") == .pass)
    // The word stands in another field.
    #expect(ScanSupport.verdict("a,b\nNHS,\(needle)\n") == .review)
  }

  @Test(arguments: [
    "\"401\n023\n2137\"", "\"40102\n32137\"", "\"40102\r\n32137\"", "\"401\"\" 023 \"\"2137\"",
    "\"40\"\"10232137\"",
  ])
  func splitNumbersAreFound(_ field: String) {
    #expect(ScanSupport.verdict("a,b\nx,\(field)\ny,z\n") >= .review)
    // At the very end, with no line end behind it.
    #expect(ScanSupport.verdict("a,b\ny,z\nx,\(field)") >= .review)
  }

  /// An issued NHS number that is also an id of SNOMED CT counts where the column is no such vocabulary.
  @Test func ambiguousNumbersGoWithTheirColumn() {
    let ambiguous = "4512340009"
    let codes = "22298006\n39113611000001102\n138875005\n73211009\n"
    #expect(ScanSupport.verdict("a\n\(ambiguous)\n12\n13\n14\n") == .review)
    #expect(ScanSupport.verdict("a\n" + codes + ambiguous + "\n") == .pass)
    // Another number in the same cell is not hidden by it.
    #expect(ScanSupport.verdict("a\n" + codes + ambiguous + " 9434765919\n") == .review)
  }

  /// Codes for "missing" do not count as failures of a small column.
  @Test func equalDigitsAreNoCandidates() {
    let numbers = ["4010232137", "4505577104", ScanSupport.nhsNumber(612_345_678)]
    let missing = (0..<10).map { String(repeating: String($0), count: 10) }
    #expect(ScanSupport.verdict("a\n" + (numbers + missing).joined(separator: "\n") + "\n") == .fail)
    #expect(ScanSupport.verdict("a\n" + missing.joined(separator: "\n") + "\n") == .pass)
  }

  @Test func randomNumbersAreNoFinding() {
    var numbers = SeededNumbers(seed: 11)
    for lowest in [1_000_000_000, 1_600_000_000, 4_000_000_000, 7_000_000_000] as [UInt64] {
      for rows in [200, 5000] {
        let values = (0..<rows).map { _ in String(lowest + numbers.next() % 999_999_999) }
        #expect(ScanSupport.verdict("a\n" + values.joined(separator: "\n") + "\n") == .pass, "\(lowest)")
      }
    }
  }

  /// Ten values, one of them mistyped now and then: nearly every column is certain.
  @Test func smallColumnsWithErrorsAreCertain() {
    var numbers = SeededNumbers(seed: 17)
    var found = 0
    for _ in 0..<1000 {
      let values = (0..<10).map { _ in
        let number = ScanSupport.nhsNumber(400_000_000 + numbers.next() % 99_999_000)
        guard numbers.next() % 20 == 0 else { return number }
        return String(number.dropLast()) + String(((Int(number.suffix(1)) ?? 0) + 1) % 10)
      }
      if ScanSupport.verdict("a\n" + values.joined(separator: "\n") + "\n") == .fail { found += 1 }
    }
    #expect(found >= 999)
  }

  @Test func postcodeColumns() {
    let compact = [
      "EC1A1BB", "SW1A1AA", "M601NW", "CR26XH", "DN551PT", "W1A1HQ", "LS11AA", "BS11AB", "M11AA",
    ]
    #expect(ScanSupport.verdict("a\n" + compact.joined(separator: "\n") + "\n") == .fail)
    let read = ["G33zz", "Y20fa", "B62EA", "H33..", "XE0pT", "C10..", "1371.", "XaBVJ"]
    #expect(ScanSupport.verdict("a\n" + read.joined(separator: "\n") + "\n") == .pass)
    #expect(
      ScanSupport.verdict("a\n" + ["North", "B62EA", "South"].joined(separator: "\n") + "\n") == .review)
    #expect(
      ScanSupport.verdict(
        "a\n" + ["EC1A", "SW1A 1", "M60", "E01000001", "A12345"].joined(separator: "\n") + "\n") == .pass)
  }

  @Test func mergingIsTheSameAsGoingOn() {
    var numbers = SeededNumbers(seed: 23)
    let lines = (0..<6000).map { row -> String in
      "\(4_000_000_000 + numbers.next() % 999_999_999),\(row % 7 == 0 ? "CR2 6XH" : "x")\n"
    }
    let halves = [lines[..<2500].joined(), lines[2500...].joined()].map { Array($0.utf8) }
    let first = ScanSupport.batch(halves[0])
    let second = ScanSupport.batch(halves[1], firstRecord: 2500, firstLine: 2501, offset: halves[0].count)

    var whole = ScanSupport.observer(placeLimit: 400)
    ScanSupport.observe(first, by: &whole, headerRecords: 0)
    ScanSupport.observe(second, by: &whole, headerRecords: 0)
    var left = ScanSupport.observer(placeLimit: 400)
    ScanSupport.observe(first, by: &left, headerRecords: 0)
    var right = ScanSupport.observer(placeLimit: 400)
    ScanSupport.observe(second, by: &right, headerRecords: 0)
    left.merge(right)

    for column in 0..<2 { #expect(left.tallies(ofColumn: column) == whole.tallies(ofColumn: column)) }
    #expect(left.seen == whole.seen)
    let postcodes = whole.tallies(ofColumn: 1)
    #expect(postcodes.map(\.identifier) == ["uk-postcode"])
    #expect(postcodes.first?.cells == [.spelled: 858])
    #expect(postcodes.first?.places.count == 400)
  }

  /// Columns full of numbers: true totals, and no more kept than the bounds say, whatever the batches were.
  @Test func manyColumnsStayWithinBounds() {
    var numbers = SeededNumbers(seed: 29)
    let columns = 40
    let lines = (0..<300).map { _ in
      (0..<columns).map { _ in String(4_000_000_000 + numbers.next() % 999_999_999) }.joined(separator: ",")
        + "\n"
    }
    var observers: [ScanObserver] = []
    for size in [10, 100, 300] {
      var bounds = ScanBounds(placeLimit: 1000)
      bounds.totalHashes = 5000
      bounds.totalPlaces = 500
      var observer = ScanObserver(table: nil, scanner: ScanSupport.scanner, bounds: bounds)
      var offset = 0
      for first in stride(from: 0, to: lines.count, by: size) {
        let bytes = Array(lines[first..<(first + size)].joined().utf8)
        let batch = ScanSupport.batch(bytes, firstRecord: first, firstLine: first + 1, offset: offset)
        ScanSupport.observe(batch, by: &observer, headerRecords: 0)
        offset += bytes.count
      }
      observers.append(observer)
    }
    var places = 0
    for column in 0..<columns {
      let tallies = observers.map { $0.tallies(ofColumn: column) }
      #expect(tallies[0] == tallies[1])
      #expect(tallies[0] == tallies[2])
      let tally = tallies[0].first { $0.identifier == NHSNumber.name }
      #expect(tally.map { $0.cells(atLeast: .form) + $0.ambiguousCells(atLeast: .form) } == 300)
      #expect(tally?.distinctCandidates.isExact == false)
      places += tallies[0].reduce(0) { $0 + $1.places.count }
    }
    #expect((250...500).contains(places))
  }

  /// A column full of numbers: each is counted, places and distinct values are kept up to their limits, and
  /// ten times the column takes no more memory. `make faults-large` does it with a million.
  @Test func aColumnOfHitsIsCountedInBoundedMemory() throws {
    func peak(rows: Int) throws -> Int64 {
      let lines = LineSource(header: "id,n", lines: ["40#,7"], records: rows)
      let parser = CSVParser(source: lines, dialect: Dialect(), blockSize: 16_384, budget: Budget())
      memory_use_start()
      var observer = ScanSupport.observer(placeLimit: 100)
      while let batch = try parser.next() {
        ScanSupport.observe(batch, by: &observer)
        parser.giveBack(batch)
      }
      let peak = memory_use_so_far().peak_bytes
      let tally = try #require(observer.tallies(ofColumn: 0).first { $0.identifier == NHSNumber.name })
      let valid = (0..<UInt64(rows)).filter {
        // A number is valid when the next valid one from its first nine digits on is itself.
        ScanSupport.nhsNumber((4_000_000_000 + $0) / 10) == String(4_000_000_000 + $0)
      }.count
      #expect(tally.cells(atLeast: .form) + tally.ambiguousCells(atLeast: .form) == rows)
      #expect(tally.cells(atLeast: .valid) + tally.ambiguousCells(atLeast: .valid) == valid)
      #expect(tally.places.count <= 500)
      return peak
    }
    // Beyond the distinct values and places that are kept.
    let few = try peak(rows: 6_000)
    let many = try peak(rows: 30_000)
    if memory_use_is_counted() != 0 { #expect(many <= few + few / 20) }
  }
}
