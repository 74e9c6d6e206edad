// What is fuzzed, and what must hold of every input beside that nothing crashes or hangs.

import DisclosureRules

@testable import OutputChecker

/// A part of the checker that takes bytes from outside.
enum FuzzTarget: String, CaseIterable {
  case csv, zip, inflate, policies, numbers, check

  func run(_ input: [UInt8]) {
    switch self {
    case .csv: Self.csv(input)
    case .zip: Self.zip(input)
    case .inflate: Self.inflate(input)
    case .policies: Self.policies(input)
    case .numbers: Self.numbers(input)
    case .check: Self.check(input)
    }
  }

  /// Stops the fuzzer with the input that broke a promise.
  static func demand(_ condition: Bool, _ promise: String) {
    if !condition { fatalError("broken: \(promise)") }
  }

  /// Low limits, so that an input reaches them.
  private static let budget: Budget = {
    var budget = Budget()
    budget.bytes = 1 << 22
    budget.recordBytes = 1 << 16
    budget.unpackedBytes = 1 << 22
    budget.documentBytes = 1 << 20
    return budget
  }()

  // MARK: - CSV

  /// Fields do not depend on where blocks end, nor on the kernel.
  private static func csv(_ input: [UInt8]) {
    let whole = fields(input, blockSize: 1 << 16, kernel: .current)
    demand(fields(input, blockSize: 64, kernel: .current) == whole, "fields are those of any block size")
    demand(fields(input, blockSize: 1 << 16, kernel: nil) == whole, "fields are those of the portable kernel")
  }

  /// The fields of all records, and the error's kind if there is one.
  private static func fields(_ input: [UInt8], blockSize: Int, kernel: Kernel?) -> [[String]] {
    let parser = CSVParser(
      source: MemorySource(input), dialect: Dialect(), blockSize: blockSize, budget: budget, kernel: kernel)
    var records: [[String]] = []
    var scratch: [UInt8] = []
    do throws(ReadProblem) {
      while let batch = try parser.next() {
        for record in 0..<batch.recordCount {
          records.append(
            batch.fields(ofRecord: record).map { field in
              batch.withContent(of: batch.field(field), scratch: &scratch) { TextDecoding.string($0) }
            })
        }
        parser.giveBack(batch)
      }
    } catch {
      // How much was given before an error depends on blocks; that there is one, and which, does not.
      return [[error.kind.rawValue]]
    }
    return records
  }

  // MARK: - Containers

  /// No member is longer than the directory and the limits say.
  private static func zip(_ input: [UInt8]) {
    do throws(ReadProblem) {
      let archive = try ZipDirectory(MemoryAccess(input), budget: budget)
      for entry in archive.entries {
        var content: [UInt8] = []
        do throws(ReadProblem) {
          let source = try archive.content(of: entry)
          while content.count <= budget.unpackedBytes, try source.append(to: &content, atMost: 1 << 16) > 0 {}
        } catch { continue }
        demand(content.count > budget.unpackedBytes || content.count == entry.size, "a member has its size")
      }
    } catch { return }
  }

  /// What comes out is bounded by what went in.
  private static func inflate(_ input: [UInt8]) {
    var content: [UInt8] = []
    do throws(ReadProblem) {
      let source = try InflatingSource(MemorySource(input), budget: budget)
      while try source.append(to: &content, atMost: 1 << 16) > 0 {}
    } catch {}
    demand(content.count <= budget.bytes, "the limit of bytes holds")
    // DEFLATE gives at most 1032 bytes for one.
    demand(content.count <= max(1, input.count) * 1_032, "the ratio of DEFLATE holds")
  }

  // MARK: - Policies

  private static func policies(_ input: [UInt8]) {
    var reader = RulesetReader(file: "fuzz.yaml", rules: RuleCatalogue.all)
    reader.read(input)
    _ = try? ContextFile(bytes: input, file: "fuzz.yaml")
    _ = try? WaiverSet.read(input, file: "fuzz.yaml", today: "2026-01-01")
  }

  // MARK: - Numbers

  /// A cell says the same the first time and when it is remembered.
  private static func numbers(_ input: [UInt8]) {
    var reader = CellReader(
      masks: MaskTable([MaskToken(token: "[REDACTED]"), MaskToken(token: "<5", range: 1...4)]))
    let hash = ContentHash.hash(input.span)
    let first = reader.read(input.span, hash: hash)
    let second = reader.read(input.span, hash: hash)
    demand("\(first)" == "\(second)", "a cell says the same again")
  }

  // MARK: - The whole check

  /// Names by which the first byte of an input chooses what it claims to be.
  private static let names = [
    "t.csv", "t.tsv", "t.txt", "t.json", "t.html", "t.md", "t.xlsx", "t.ods", "t.docx", "t.zip", "t.tar",
    "t.gz", "t.ipynb",
    "t.svg", "t.png", "t.log", "t.tex", "t.smcl", "t",
  ]

  private static let checker: Checker? = {
    do {
      var options = try CheckOptions(
        ruleset: RulesetStore.load("sdap", searchPath: []), vocabulary: WordLists.vocabulary())
      options.now = { 0 }
      options.budget = budget
      return Checker(options: options)
    } catch { return nil }
  }()

  /// Nothing unread passes, and the report does not depend on where blocks end.
  private static func check(_ input: [UInt8]) {
    guard let first = input.first, let checker else {
      return demand(input.isEmpty, "the checker can be made")
    }
    let name = names[Int(first) % names.count]
    let content = Array(input.dropFirst())
    let report = checker.check(files: [(path: name, bytes: content)])
    for file in report.files {
      demand(file.problem == nil || file.verdict == .error, "what was not read is an error")
      demand(file.problem == nil || report.exitStatus == 2, "what was not read makes the status 2")
      demand(file.isComplete || report.exitStatus != 0, "what is not complete does not pass")
    }
    var small = checker
    small.options.blockSize = 64
    let again = small.check(files: [(path: name, bytes: content)])
    demand(again.verdict == report.verdict, "the verdict is that of any block size")
    demand(
      again.files.map { $0.findings.map(\.fingerprint) }
        == report.files.map { $0.findings.map(\.fingerprint) },
      "the findings are those of any block size")
  }
}
