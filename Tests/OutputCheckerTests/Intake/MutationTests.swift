// The short form of fuzzing: seeds of Fuzz/corpus and mutations of them, the same in every run. See Fuzz/README.md.

import DisclosureRules
import FoundationEssentials
import Testing

@testable import OutputChecker

@Suite struct MutationTests {
  /// Low limits, so that an input reaches them.
  private static let budget: Budget = {
    var budget = Budget()
    budget.bytes = 1 << 22
    budget.recordBytes = 1 << 16
    budget.unpackedBytes = 1 << 22
    budget.documentBytes = 1 << 20
    return budget
  }()

  private static func seeds(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = "Fuzz/corpus/\(target)"
    let seeds = try Repository.files(below: folder).map { name in
      let path = "\(Repository.root)/\(folder)/\(name)"
      return (name, Array(try #require(FileManager.default.contents(atPath: path))))
    }
    try #require(!seeds.isEmpty)
    return seeds
  }

  /// Bytes flipped, cut out, doubled, or put in from what readers look for.
  private static func mutated(_ seed: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = seed
    let words: [[UInt8]] = [
      [0], [0xff, 0xff, 0xff, 0xff], Array("\"".utf8), Array("\r\n".utf8), Array("PK\u{1}\u{2}".utf8),
      Array("</".utf8), Array("{[".utf8), Array("|--|".utf8), [0x1f, 0x8b], [0xff, 0xfe], Array("-1".utf8),
    ]
    for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.removeSubrange(place...)
      default:
        bytes.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &generator)], at: place)
      }
    }
    return bytes
  }

  /// Runs every seed and so many mutations of each.
  private static func each(
    _ target: String, mutations: Int, _ body: (_ name: String, _ bytes: [UInt8]) throws -> Void
  ) throws {
    var generator = SeededGenerator(seed: 20_260_103)
    for seed in try seeds(target) {
      try body(seed.name, seed.bytes)
      for _ in 0..<mutations { try body(seed.name, mutated(seed.bytes, using: &generator)) }
    }
  }

  @Test func checks() throws {
    let checker = try TestChecker.sdap { $0.budget = Self.budget }
    let small = try TestChecker.sdap(blockSize: 64) { $0.budget = Self.budget }
    try Self.each("check", mutations: 12) { name, bytes in
      // A seed's first byte chooses a name in the fuzzer; here its own name does.
      let content = Array(bytes.dropFirst())
      let report = checker.check(files: [(path: name, bytes: content)])
      for file in report.files {
        #expect(file.problem == nil || file.verdict == .error && report.exitStatus == 2, "\(name)")
        #expect(file.isComplete || report.exitStatus != 0, "\(name)")
      }
      let again = small.check(files: [(path: name, bytes: content)])
      #expect(again.verdict == report.verdict, "\(name)")
      #expect(
        again.files.map { $0.findings.map(\.fingerprint) }
          == report.files.map { $0.findings.map(\.fingerprint) }, "\(name)")
    }
  }

  @Test func archives() throws {
    try Self.each("zip", mutations: 300) { name, bytes in
      guard let archive = try? ZipDirectory(MemoryAccess(bytes), budget: Self.budget) else { return }
      for entry in archive.entries {
        var content: [UInt8] = []
        do throws(ReadProblem) {
          let source = try archive.content(of: entry)
          while content.count <= Self.budget.unpackedBytes,
            try source.append(to: &content, atMost: 1 << 16) > 0
          {}
        } catch { continue }
        #expect(content.count == entry.size, "\(name)")
      }
    }
  }

  @Test func inflating() throws {
    try Self.each("inflate", mutations: 100) { name, bytes in
      var content: [UInt8] = []
      do throws(ReadProblem) {
        let source = try InflatingSource(MemorySource(bytes), budget: Self.budget)
        while try source.append(to: &content, atMost: 1 << 16) > 0 {}
      } catch {}
      #expect(content.count <= min(Self.budget.bytes, max(1, bytes.count) * 1_032), "\(name)")
    }
  }

  @Test func policies() throws {
    try Self.each("policies", mutations: 60) { _, bytes in
      var reader = RulesetReader(file: "fuzz.yaml", rules: RuleCatalogue.all)
      reader.read(bytes)
      _ = try? ContextFile(bytes: bytes, file: "fuzz.yaml")
      _ = try? WaiverSet.read(bytes, file: "fuzz.yaml", today: "2026-01-01")
    }
  }

  @Test func numbers() throws {
    var reader = CellReader(
      masks: MaskTable([MaskToken(token: "[REDACTED]"), MaskToken(token: "<5", range: 1...4)]))
    try Self.each("numbers", mutations: 300) { name, bytes in
      let hash = ContentHash.hash(bytes.span)
      #expect("\(reader.read(bytes.span, hash: hash))" == "\(reader.read(bytes.span, hash: hash))", "\(name)")
    }
  }
}
