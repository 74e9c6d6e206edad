// Proofs of safety: they hold for safe tables, and a change to any part of one is noticed.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ProofTests {
  private static let safe = """
    Site,Mild,Moderate,Severe,Total
    North,61,*,*,112
    South,70,*,*,139
    East,44,38,29,111
    Total,175,104,83,362

    """

  private func proof(of text: String) throws -> String {
    let checker = try TestChecker.sdap()
    let file = checker.understood(bytes: Array(text.utf8), fileName: "table.csv")
    return ProofFile.heading + "\n" + ProofFile.section(for: file, under: checker.options.ruleset.ruleset)
  }

  private func verify(_ proof: String, of text: String = safe) throws -> ProofVerdict {
    ProofFile.verify(
      Array(proof.utf8), of: Array(text.utf8), fileName: "table.csv", options: try TestChecker.sdap().options)
  }

  private func holds(_ verdict: ProofVerdict) -> Bool { if case .holds = verdict { true } else { false } }
  private func fails(_ verdict: ProofVerdict) -> Bool { if case .fails = verdict { true } else { false } }

  @Test func aSafeTableIsProved() throws {
    guard case .holds(let equations) = try verify(proof(of: Self.safe)) else {
      Issue.record("the proof does not hold")
      return
    }
    // Four rows and four columns add up.
    #expect(equations.count == 8)
    #expect(equations.contains("1,5 = 1,2 + 1,3 + 1,4"))
  }

  @Test func aTableThatGivesAwayACellIsNot() throws {
    let open = Self.safe.replacing("South,70,*,*,139", with: "South,70,37,*,139")
    #expect(fails(try verify(proof(of: open), of: open)))
  }

  @Test func theProofOfAnotherFileIsNone() throws {
    #expect(fails(try verify(proof(of: Self.safe), of: Self.safe.replacing("East", with: "West"))))
  }

  @Test func everyChangedNumberOfATableIsNoticed() throws {
    let proof = try proof(of: Self.safe)
    let lines = proof.split(separator: "\n")
    for line in lines where line.hasPrefix("table ") {
      let words = line.split(separator: " ")
      for word in words.dropFirst(2) {
        let sides = word.split(separator: "=")
        let changed = "\(sides[0])=\((Int(sides[1]) ?? 0) + 1)"
        let other = line.replacing(word, with: changed)
        #expect(fails(try verify(proof.replacing(line, with: other))), "\(other)")
      }
    }
  }

  @Test(arguments: ["equation ", "cell ", "table ", "safe ", "scale "]) func everyMissingLineIsNoticed(
    start: String
  ) throws {
    let proof = try proof(of: Self.safe)
    let lines = proof.split(separator: "\n")
    for index in lines.indices where lines[index].hasPrefix(start) {
      let hidden = ["1,3", "1,4", "2,3", "2,4"]
      // Sums in which nothing is hidden are there for people only.
      if start == "equation ", !hidden.contains(where: { lines[index].contains(" \($0)") }) { continue }
      var left = lines
      left.remove(at: index)
      // A table that no claim rests on may go.
      if start == "table ", !lines.contains(where: { $0.hasPrefix("safe ") && $0.hasWord(lines[index]) }) {
        continue
      }
      #expect(!holds(try verify(left.joined(separator: "\n") + "\n")), "without \(lines[index])")
    }
  }

  @Test func aProofWithoutEquationsIsRefused() throws {
    let lines = try proof(of: Self.safe).split(separator: "\n").filter { !$0.hasPrefix("equation ") }
    #expect(!holds(try verify(lines.joined(separator: "\n") + "\n")))
  }

  @Test func masksAndDemandsCanNotBeStretched() throws {
    let bounded = "Type,Men,Women,All\na,30,41,71\nb,<8,<8,9\nc,22,28,50\n"
    let proof = try proof(of: bounded)
    #expect(holds(try verify(proof, of: bounded)))
    #expect(
      fails(try verify(proof.replacing("cell 2,2 hidden 0 7", with: "cell 2,2 hidden 0 9"), of: bounded)))
    #expect(
      fails(try verify(proof.replacing("cell 2,2 hidden 0 7", with: "cell 2,2 hidden -5 7"), of: bounded)))
    #expect(fails(try verify(proof.replacing("count 2 10", with: "count 1 10"), of: bounded)))
  }

  /// Differences of such numbers are none of 64 bits.
  @Test func numbersOfAnySizeAreCompared() throws {
    let table = "group,cost Men,cost Women,All\na,-300.5,-400.25,-700.75\nb,*,*,900.5\nc,220,280,500\n"
    let lines = try proof(of: table).split(separator: "\n").filter { !$0.hasPrefix("table ") }
    // They add up to 900.5, in hundredths.
    let (low, high) = ("-9223372036854685757", "9223372036854775807")
    let tables = ["table 1: 2,2=\(high) 2,3=\(low)", "table 2: 2,2=\(low) 2,3=\(high)"]
    let stretched = (lines.dropLast().map(String.init) + tables + ["end"]).joined(separator: "\n") + "\n"
    #expect(holds(try verify(stretched, of: table)))
  }

  @Test func whatIsNoProofIsUnreadable() throws {
    for text in ["", "hello", ProofFile.heading + "\nfile x"] {
      #expect(!holds(try verify(text)))
    }
  }
}

extension Substring {
  /// Whether a claim names the number of a table's line, `table 3: …`.
  fileprivate func hasWord(_ table: Substring) -> Bool {
    let number = table.split(separator: " ")[1].dropLast()
    let words = split(separator: " ")
    return words.count == 6 && (words[3] == number || words[5] == number)
  }
}
