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
    guard case .holds(let equations, let rounded) = try verify(proof(of: Self.safe)) else {
      Issue.record("the proof does not hold")
      return
    }
    // Four rows and four columns add up.
    #expect(equations.count == 8)
    #expect(equations.contains("1,5 = 1,2 + 1,3 + 1,4"))
    #expect(rounded.isEmpty)
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

  @Test(arguments: ["equation ", "hidden ", "table ", "safe ", "scale "]) func everyMissingLineIsNoticed(
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
      fails(try verify(proof.replacing("hidden 2,2 0 7", with: "hidden 2,2 0 9"), of: bounded)))
    #expect(fails(try verify(proof.replacing("hidden 2,2 0 7", with: "hidden 2,2 -5 7"), of: bounded)))
    #expect(fails(try verify(proof.replacing("hidden 2,2 0 7", with: "blank 2,2 0 7"), of: bounded)))
  }

  /// Two hidden cells that add up to 9, in tables that the test writes itself.
  @Test(arguments: [
    (3, 5, true), (3, 4, false), (4, 4, false), (5, 3, false), (2, 7, true), (1, 8, false),
  ]) func valuesHaveToBeFarApart(low: Int, high: Int, isProved: Bool) throws {
    let table = "Type,Men,Women,All\na,30,41,71\nb,<8,<8,9\nc,22,28,50\n"
    let lines = try proof(of: table).split(separator: "\n")
      .filter { !$0.hasPrefix("table ") && !$0.hasPrefix("safe ") && $0 != "end" }
    let own = [
      "table 1 2,2=\(low) 2,3=\(9 - low)", "table 2 2,2=\(high) 2,3=\(9 - high)", "safe 2,2 1 2",
      "safe 2,3 2 1", "end",
    ]
    let proof = (lines.map(String.init) + own).joined(separator: "\n") + "\n"
    #expect(holds(try verify(proof, of: table)) == isProved)
  }

  /// What is said twice, of cells outside, in other words or of numbers that overflow is no proof.
  @Test(arguments: [
    "hidden 1,3 0 inf whole", "hidden 99,3 0 inf whole", "hidden 0,3 0 inf whole", "hidden 1,-3 0 inf whole",
    "hidden 9223372036854775807,9223372036854775807 0 inf whole", "rounded 1,3 0 inf whole",
    "rounded 1,2 62 70 whole", "rounded 1,2 inf -inf whole", "hidden 1,2 0 inf whole",
    "blank 1,2 0 inf whole",
    "table 1 1,3=4", "table 90 1,3=4", "table 0 1,3=4", "table 90 1,3=4 1,3=5",
    "table 90 1,3=99999999999999999999",
    "safe 1,3 90 91", "safe 1,2 1 2", "equation 1,5 = 1,2", "equation 1,5 = 99,2", "equation 1,5",
    "equation 1,5 = 1,2 + 1,x", "scale 1", "scale 0", "free 1,3 2", "always 1,3=4",
    "unproved cell 1,3 is not hidden",
  ]) func whatDoesNotFitIsRefused(line: String) throws {
    let proof = try proof(of: Self.safe)
    #expect(!holds(try verify(proof.replacing("\nend\n", with: "\n\(line)\nend\n"))))
  }

  /// Published numbers that count as rounded are told to people: much follows from them.
  @Test func roundedNumbersAreNamed() throws {
    let proof = try proof(of: Self.safe).replacing("\nend\n", with: "\nrounded 3,2 40 49 whole\nend\n")
    // The equations of this cell have no number for it now.
    #expect(fails(try verify(proof)))
    let complete = proof.replacing("\nend\n", with: "\ntable 0 3,2=44\nend\n")
    guard case .holds(_, let rounded) = try verify(complete) else {
      Issue.record("the proof does not hold")
      return
    }
    #expect(rounded == ["3,2"])
  }

  /// The N of a header is a total that stands in no cell: the proof says so, and keeps to it.
  @Test func statedTotalsArePartOfTheProof() throws {
    let table = """
      Characteristic,"Drug A, N = 262","Drug B, N = 130"
      Never,*,50
      Former,*,44
      Current,200,36

      """
    let proof = try proof(of: table)
    guard case .holds(let equations, let rounded) = try verify(proof, of: table) else {
      Issue.record("the proof does not hold")
      return
    }
    #expect(equations.contains("0,2 = 1,2 + 2,2 + 3,2"))
    #expect(rounded.isEmpty)
    for line in ["stated 0,2 262 262 whole\n", "0,2=262"] {
      #expect(proof.contains(line))
      #expect(!holds(try verify(proof.replacing(line, with: ""), of: table)))
    }
    #expect(!holds(try verify(proof.replacing("stated 0,2", with: "rounded 0,2"), of: table)))
    #expect(!holds(try verify(proof.replacing("hidden 1,2", with: "stated 1,2"), of: table)))
  }

  /// A proof may not choose other numbers in one part than in the next.
  @Test func noCellHoldsTwoNumbersAtOnce() throws {
    let proof = try proof(of: Self.safe)
    let first = try #require(proof.split(separator: "\n").first { $0.hasPrefix("table 1 ") })
    let shared = first.replacing("table 1 ", with: "table 0 ")
    #expect(fails(try verify(proof.replacing("\nend\n", with: "\n\(shared)\nend\n"))))
  }

  /// A proof of half the masks, and one that takes a mask out of the equation that its labels demand.
  @Test func whatAProofLeavesOutIsNamed() throws {
    let table = "Site,Mild,Severe,Total\nA,*,*,40\nB,30,20,50\nC,*,*,60\n"
    let proof = try proof(of: table)
    #expect(holds(try verify(proof, of: table)))
    let half = proof.split(separator: "\n").filter { !$0.contains("3,") || $0.hasPrefix("file ") }
      .joined(separator: "\n")
    #expect(try verify(half + "\n", of: table) == .incomplete("the masked cell 3,2 is not covered"))
    let free = half.replacing("\nend", with: "\nfree 3,2\nfree 3,3\nend")
    #expect(
      try verify(free + "\n", of: table)
        == .incomplete("the total at 3,4 is the sum of nothing, as of means and shares"))
  }

  /// Differences of such numbers are none of 64 bits.
  @Test func numbersOfAnySizeAreCompared() throws {
    let table = "group,cost Men,cost Women,All\na,-300.5,-400.25,-700.75\nb,*,*,900.5\nc,220,280,500\n"
    let lines = try proof(of: table).split(separator: "\n").filter { !$0.hasPrefix("table ") }
    // They add up to 900.5, in hundredths.
    let (low, high) = ("-9223372036854685757", "9223372036854775807")
    let tables = ["table 1 2,2=\(high) 2,3=\(low)", "table 2 2,2=\(low) 2,3=\(high)"]
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
  /// Whether a claim names the number of a table's line, `table 3 …`.
  fileprivate func hasWord(_ table: Substring) -> Bool {
    let number = table.split(separator: " ")[1]
    let words = split(separator: " ")
    return words.count == 4 && (words[2] == number || words[3] == number)
  }
}
