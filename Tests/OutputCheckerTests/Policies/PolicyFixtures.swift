// Rules and folders for the tests of policies.

import DisclosureRules
import FoundationEssentials

@testable import OutputChecker

/// A rule of which only the name and the parameters matter.
struct StandInRule: Rule {
  let description: RuleDescription

  init(_ name: String, family: RuleFamily = .content, _ parameters: ParameterDescription...) {
    description = RuleDescription(
      name: RuleName(rawValue: name), family: family, statbarn: nil, summary: "", rationale: "", remedy: "",
      parameters: parameters, sources: [], examples: [])
  }
}

enum PolicyFixtures {
  enum Zeros: String, CaseIterable, Sendable { case allow, review, forbid }
  enum Verdicts: String, CaseIterable, Sendable { case review, fail }
  enum Comparison: String, CaseIterable, Sendable {
    case above
    case atLeast = "at-least"
  }

  static let words = Parameter<[String]>.words("words", default: [], "")
  static let flag = Parameter<Bool>.flag("flag", default: false, "")
  static let percent = Parameter<Double>.number("p", default: 10, in: 0...100, "")
  static let pairs = Parameter<[[String: Double]]>.records("rules", fields: ["n", "k"], default: [], "")
  static let zeros = Parameter<Zeros>.choice("zeros", default: .review, "")
  static let verdict = Parameter<Verdicts>.choice("verdict", default: .fail, "")
  static let above = Parameter<Comparison>.choice("comparison", default: .above, "")

  /// The rules that the embedded rulesets mention: the catalogue's own where it has them.
  static let rules: [any Rule] = {
    let standIns = [
      StandInRule("zero-cell", zeros.description),
      StandInRule("dominance", pairs.description, above.description),
      StandInRule("p-percent", percent.description),
      StandInRule("identifier-column", verdict.description),
      StandInRule("nhs-number", verdict.description),
      StandInRule("uk-postcode", verdict.description),
      StandInRule("email-address", verdict.description),
      StandInRule("malformed-table", family: .intake),
      StandInRule("unreadable", family: .intake),
    ]
    return RuleCatalogue.all + standIns.filter { RuleCatalogue.rule(named: $0.name) == nil }
  }()

  /// Rules with a parameter of every kind.
  static let kinds: [any Rule] = [
    MinimumThreshold(),
    StandInRule(
      "every-kind", words.description, flag.description, percent.description, pairs.description,
      zeros.description),
    StandInRule("unreadable", family: .intake),
  ]

  /// What is wrong with a text, as `line: message`.
  static func problems(_ text: String) -> [String] {
    var reader = RulesetReader(file: "f", rules: kinds)
    reader.read(Array(text.utf8))
    return reader.errors.map { "\($0.line.map(String.init) ?? "-"): \($0.message)" }
  }

  /// A folder with these files, removed afterwards.
  static func inFolder<Result>(
    _ files: [String: String], _ body: (_ folder: String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/policies-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
    }
    return try body(folder)
  }
}
