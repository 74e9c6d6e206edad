// Columns that a kernel counts and adds up, against the same columns read cell by cell.

import CKernels
import Testing

@testable import DisclosureRules
@testable import OutputChecker

extension ColumnAccumulator {
  /// Whether a kernel counts a cell without asking for it to be read.
  fileprivate mutating func countsAsLabel(_ content: [UInt8], starts: LabelStarts) -> Bool {
    let bytes = content + [UInt8(ascii: "\n")] + [UInt8](repeating: 0, count: Int(CHECKER_PADDING))
    let ends = [UInt32.max, UInt32(content.count)]
    var hashes: [UInt64] = [0]
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe starts.bits.withUnsafeBufferPointer { starts in
          let column = unsafe checker_column(
            bytes: bytes.baseAddress, ends: ends.baseAddress.unsafelyUnwrapped + 1, first: 0, stride: 1,
            records: 1, meanings: starts.baseAddress, quote: UInt8(ascii: "\""), prefers_numbers: 0)
          return unsafe visit(column, from: 0, kernel: .portable, hashes: &hashes) == 1
        }
      }
    }
  }
}

@Suite struct ColumnKernelTests {
  /// Ways to write a cell: plain numbers of every length and scale, and what only looks like one.
  private static func cell(_ random: inout SeededGenerator, column: Int) -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Array("0123456789").randomElement(using: &random) ?? "0" })
    }
    let lengths = Int.random(in: 1...19, using: &random)
    let sign = Int.random(in: 0..<4, using: &random) == 0 ? "-" : ""
    switch (column, Int.random(in: 0..<10, using: &random)) {
    case (0, _): return String(Int.random(in: 0..<120, using: &random))
    case (1, 0...7): return sign + digits(lengths)
    case (1, _): return sign + digits(Int.random(in: 1...8, using: &random)) + "." + digits(lengths)
    case (2, 0...6): return sign + digits(2) + "." + digits(Int.random(in: 1...4, using: &random))
    case (2, _):
      return ["", ".5", "5.", "-", "1.2.3", "--1", "5.00", "1e5", "1,5", " 7", "+7"]
        .randomElement(using: &random) ?? ""
    case (3, _):
      return ["North", "South East and the Islands of Scilly", "*", "c", "<8", "", "324 / 6,844", "5 (2%)"]
        .randomElement(using: &random) ?? ""
    case (4, _): return String(repeating: "label ", count: Int.random(in: 0..<8, using: &random)) + digits(1)
    default: return digits(Int.random(in: 4...6, using: &random)) + "0"
    }
  }

  private static func quoted(_ cell: String, _ random: inout SeededGenerator) -> String {
    cell.contains(",") || Int.random(in: 0..<9, using: &random) == 0 ? "\"\(cell)\"" : cell
  }

  /// The profiles of a text whose table is too large to be kept, which is when kernels see the columns.
  private static func profiles(
    _ bytes: [UInt8], blockSize: Int, kernel: Kernel?, places: Int = 40
  ) throws -> [ColumnProfile] {
    var budget = Budget()
    budget.keptCells = 1
    budget.places = places
    let parser = CSVParser(
      source: MemorySource(bytes), dialect: Dialect(), blockSize: blockSize, budget: budget, kernel: kernel)
    var observer = ColumnsObserver(
      width: 6, reader: CellReader(masks: MaskTable([MaskToken(token: "*"), MaskToken(token: "c")])),
      placesBelow: 10, budget: budget, kernel: kernel ?? .portable)
    while let batch = try parser.next() {
      var places = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
      observer.observe(batch, data: 0..<batch.recordCount, places: &places)
      parser.giveBack(batch)
    }
    return observer.profiles(names: nil)
  }

  /// Everything a profile says, in one order.
  private static func text(_ profile: ColumnProfile) -> String {
    var rest = profile
    rest.kinds = [:]
    rest.patterns = [:]
    let kinds = Cell.Kind.allCases.map { "\($0) \(profile.cells($0))" }
    let patterns = CompositePattern.allCases.map { "\($0) \(profile.patterns[$0, default: 0])" }
    return (kinds + patterns).joined(separator: ", ") + "; " + String(describing: rest)
  }

  /// Expects the same of every kernel and block size as of reading cell by cell, and returns what that finds.
  private static func expectEqual(_ bytes: [UInt8], blockSizes: [Int]) throws -> [ColumnProfile] {
    // The exact scanner writes every start down, so nothing is seen column by column.
    let plain = try profiles(bytes, blockSize: 65_536, kernel: nil)
    for kernel in KernelTests.supported {
      for size in blockSizes {
        let fast = try profiles(bytes, blockSize: size, kernel: kernel)
        for (one, other) in zip(fast, plain) {
          #expect(text(one) == text(other), "column \(one.index), blocks of \(size), \(kernel)")
        }
      }
    }
    return plain
  }

  @Test(arguments: [1, 2, 3]) func equalsReadingCellByCell(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = ""
    for row in 0..<4_000 {
      // The fifth column increases for a while.
      var cells = (0..<6).map { Self.cell(&random, column: $0) }
      if seed == 1 { cells[5] = String(1_000 + row * 3) }
      if seed == 2 { cells[5] = String(6 * row + 3) }
      text += cells.map { Self.quoted($0, &random) }.joined(separator: ",") + (seed == 3 ? "\r\n" : "\n")
    }
    let bytes = Array(text.utf8)
    let plain = try Self.expectEqual(bytes, blockSizes: [300, 65_536, 1 << 20])
    #expect(plain[5].isIncreasing == (seed != 3))
    #expect(plain[5].rounding.midpointSix == (seed == 2))
    #expect(plain[5].rounding.divisor == (seed == 3 ? 10 : seed == 2 ? 3 : 1))
  }

  /// A cell of a column of few contents, and now and then another one.
  private static func frequent(_ random: inout SeededGenerator, column: Int) -> String {
    let tiny = ["M", "F", "Other", "unknown"]
    let near = ["diabetes", "asthma and copd", "North East", "copd"]
    func one(of contents: [String]) -> String { contents.randomElement(using: &random) ?? "" }
    let number = String(Int.random(in: 0..<(column == 4 ? 10 : 100), using: &random))
    if Int.random(in: 0..<40, using: &random) > 0 {
      return [1: one(of: tiny), 2: one(of: near)][column] ?? number
    }
    return one(of: [
      "", "007", "123", "1234", "1a", "a1", ":", "1:", "\"7\"", "\"\"", "-7", "7.", "Ma", "unknowns", "Fe",
      "asthma and copd too", "diabete", "\"F\"", "\"copd\"", "\"the \"\"M\"\"\"",
      "North East of England and more",
    ])
  }

  @Test(arguments: [6, 7, 8]) func fewContentsEqualReadingCellByCell(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = ""
    for _ in 0..<6_000 {
      text += (0..<6).map { Self.frequent(&random, column: $0) }.joined(separator: ",")
      text += seed == 8 ? "\r\n" : "\n"
    }
    let bytes = Array(text.utf8)
    _ = try Self.expectEqual(bytes, blockSizes: [3_000, 65_536, 1 << 20])
  }

  /// Texts that don't come again: names, quotations, and what begins like a month, a mask, a bound or a number.
  private static func newLabel(_ random: inout SeededGenerator, column: Int) -> String {
    let number = Int.random(in: 0..<100_000, using: &random)
    let word = String(
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Array("abcdeXYZ 0-.:é").randomElement(using: &random) ?? "a"
      })
    let beginnings = [
      "march", "Mar", "mask", "maskara", "Q", "q3", "less than ", "Fewer than ", "few", "n = ", "IV", "viii",
      "XXX",
      "seventy-", "one ", "Onyx", "ma", "", "c", "\u{e9}t\u{e9}", "x=", "=x", "low\t", "Smith", " Smith",
      "3 people",
    ]
    switch column {
    case 0: return "Smith, \(number)"
    case 1: return "the \"name\" of \(number)"
    case 2: return (beginnings.randomElement(using: &random) ?? "") + word
    case 3: return (beginnings.randomElement(using: &random) ?? "") + "\(number)"
    case 4: return "\"\(word)\"" + String(repeating: "\"", count: Int.random(in: 0..<30, using: &random))
    default: return ["\"a\" and \"b\"", "a \"longer\" label of 35 characters here"][number % 2]
    }
  }

  @Test func newLabelsEqualReadingCellByCell() throws {
    var random = SeededGenerator(seed: 4)
    var text = ""
    for _ in 0..<5_000 {
      let cells = (0..<6).map { column in
        "\"" + Self.newLabel(&random, column: column).replacing("\"", with: "\"\"") + "\""
      }
      text += cells.joined(separator: ",") + "\n"
    }
    let bytes = Array(text.utf8)
    _ = try Self.expectEqual(bytes, blockSizes: [3_000, 65_536, 1 << 20])
  }

  /// What the kernel takes for a label reads as text, and as nothing else.
  @Test func labelsAreTextsToTheReader() {
    let masks = MaskTable([MaskToken(token: "mask"), MaskToken(token: "Low")], missing: ["not known"])
    var reader = CellReader(masks: masks)
    var random = SeededGenerator(seed: 5)
    var counted = 0
    for column in [0, 2, 3] {
      for _ in 0..<4_000 {
        let content = Array(Self.newLabel(&random, column: column).utf8)
        var column = ColumnAccumulator(limits: .forColumn(0, places: 10), placesBelow: 10)
        guard column.countsAsLabel(content, starts: masks.labelStarts) else { continue }
        counted += 1
        #expect(
          reader.read(content.span, hash: ContentHash.hash(content.span)) == Reading(kind: .text),
          "\(String(decoding: content, as: UTF8.self))")
      }
    }
    #expect(counted > 4_000)
  }

  /// Of cells that hold a text for certain, only those that begin oddly are looked at.
  @Test func filledCellsAreToldFromBlankOnes() throws {
    let cells = [
      "x", "\"x\"", "", "\"\"", " ", "\" \"", "\"\"\"\"", "\u{a0}", "\"\u{a0}\"", "\tx", "7", "\"a,b\"",
      "\"\nx\"",
    ]
    let isFilled = [true, true, false, false, false, false, false, false, false, false, true, true, false]
    for (cell, isFilled) in zip(cells, isFilled) {
      for following in ["", ",", ",x"] {
        let text = "a,b\(following)\na,\(cell)\(following)\n"
        let parser = CSVParser(
          source: MemorySource(Array(text.utf8)), dialect: Dialect(), blockSize: 4_096, budget: Budget())
        let batch = try #require(try parser.next())
        let width = try #require(batch.evenWidth(fromRecord: 0))
        let first = unsafe batch.withColumn(1, of: 0..<2, width: width) { column in
          unsafe withUnsafePointer(to: column) { unsafe checker_column_filled($0, 0) }
        }
        #expect(first == (isFilled ? 2 : 1), "\(cell)")
      }
    }
  }

  @Test func partsMergeToTheWhole() throws {
    var random = SeededGenerator(seed: 9)
    let lines = (0..<2_000).map { _ in
      (0..<6).map { Self.quoted(Self.cell(&random, column: $0), &random) }.joined(separator: ",")
    }
    func observer(_ lines: ArraySlice<String>) throws -> ColumnsObserver {
      var budget = Budget()
      budget.keptCells = 1
      let parser = CSVParser(
        source: MemorySource(Array((lines.joined(separator: "\n") + "\n").utf8)), dialect: Dialect(),
        blockSize: 5_000, budget: budget)
      var observer = ColumnsObserver(
        width: 6, reader: CellReader(masks: MaskTable([])), placesBelow: 10, budget: budget)
      while let batch = try parser.next() {
        var places = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
        observer.observe(batch, data: 0..<batch.recordCount, places: &places)
        parser.giveBack(batch)
      }
      return observer
    }
    let whole = try observer(lines[...])
    let first = try observer(lines[..<700])
    let second = try observer(lines[700...])
    for column in 0..<6 {
      var merged = first.columns[column]
      merged.merge(second.columns[column])
      var one = merged.profile(index: 1, name: nil)
      var other = whole.columns[column].profile(index: 1, name: nil)
      // Places of parts that are parsed on their own begin anew.
      one.small.occurrences = []
      one.small.zeros = []
      other.small.occurrences = []
      other.small.zeros = []
      #expect(Self.text(one) == Self.text(other))
    }
  }
}
