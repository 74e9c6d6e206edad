// What a rule is: a pure function from a table and parameters to findings, with its own documentation.

/// Families of rules, as the catalogue and the pages group them.
public enum RuleFamily: String, Sendable, CaseIterable {
  case counts, magnitudes, models
  case linkedTables = "linked-tables"
  case records, identifiers, content, intake
}

/// A small file with the verdict it must get: documentation and test in one.
public struct RuleExample: Sendable {
  /// The verdict of the rule's own findings for this file: `pass` when it finds nothing.
  public var verdict: Verdict
  /// What the example shows, in a few words.
  public var title: String
  /// The name the file is given; it may carry evidence.
  public var fileName: String
  /// The file's bytes as text.
  public var text: String
  /// Other files of the same request, for rules that compare tables.
  public var others: [File]

  /// A further file of a request.
  public struct File: Sendable {
    /// The name the file is given.
    public var name: String
    /// The file's bytes as text.
    public var text: String
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }

    /// The lines of the file as people see them.
    public var shownLines: [String] { RuleExample.shown(text) }
  }

  /// The text of the context file that declares the table; nil when there is none.
  public var context: String?

  public init(
    _ verdict: Verdict, _ title: String, fileName: String = "table.csv", _ text: String, others: [File] = [],
    context: String? = nil
  ) {
    self.verdict = verdict
    self.title = title
    self.fileName = fileName
    self.text = text
    self.others = others
    self.context = context
  }
}

extension RuleExample {
  /// Lines up to which an example is shown whole, and lines shown of a longer one: enough to see its form.
  private static let longestShown = 60
  private static let shownOfLonger = 5

  /// The lines as pages show them: all of them, or the first few and how many there are.
  public var shownLines: [String] { Self.shown(text) }

  private static func shown(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    if lines.count <= longestShown { return lines }
    return lines.prefix(shownOfLonger) + ["… (\(lines.count) lines)"]
  }
}

/// Everything that people read about a rule; its page and `explain` are made from this.
public struct RuleDescription: Sendable {
  /// The one name of the rule.
  public var name: RuleName
  /// The group under which it is listed.
  public var family: RuleFamily
  /// Statbarn of the statistics it judges, if it is about statistics.
  public var statbarn: Statbarn?
  /// What it finds, in one line.
  public var summary: String
  /// What makes a cell unsafe and why it matters, in a paragraph.
  public var rationale: String
  /// How to mend it, in one sentence.
  public var remedy: String
  /// What a ruleset may set.
  public var parameters: [ParameterDescription]
  /// Publications that define it.
  public var sources: [String]
  /// At least one that passes and one that does not.
  public var examples: [RuleExample]
  /// The ruleset under which the examples and fixtures get their verdicts, for a rule that the default one
  /// gives nothing to judge.
  public var shownUnder: String
  /// More general rules: what they say of the same cell is told in this rule's finding.
  public var absorbs: [RuleName]

  public init(
    name: RuleName, family: RuleFamily, statbarn: Statbarn?, summary: String, rationale: String,
    remedy: String, parameters: [ParameterDescription] = [], sources: [String], examples: [RuleExample],
    shownUnder: String = "sdap", absorbs: [RuleName] = []
  ) {
    self.name = name
    self.family = family
    self.statbarn = statbarn
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.parameters = parameters
    self.sources = sources
    self.examples = examples
    self.shownUnder = shownUnder
    self.absorbs = absorbs
  }
}

/// Whether a rule did its work.
public enum RuleStatus: Sendable, Equatable {
  case ran
  /// There was nothing for the rule to judge, and why.
  case notApplicable(String)
  /// The ruleset or the command line switched it off.
  case disabled(String)
  /// It should have judged and could not; the file is at least `review`.
  case incomplete(String)

  /// The name of the status in reports.
  public var name: String {
    switch self {
    case .ran: "ran"
    case .notApplicable: "notApplicable"
    case .disabled: "disabled"
    case .incomplete: "incomplete"
    }
  }

  /// Why, for every status but `ran`.
  public var reason: String? {
    switch self {
    case .ran: nil
    case .notApplicable(let reason), .disabled(let reason), .incomplete(let reason): reason
    }
  }
}

/// What a rule says of one subject.
public struct RuleOutcome: Sendable, Equatable {
  /// Whether the rule did its work.
  public var status: RuleStatus
  /// What it found; empty unless it ran.
  public var findings: [Finding]
  public init(status: RuleStatus = .ran, findings: [Finding] = []) {
    self.status = status
    self.findings = findings
  }

  /// There was nothing to judge.
  public static func notApplicable(_ reason: String) -> RuleOutcome {
    RuleOutcome(status: .notApplicable(reason))
  }
}

/// A rule of the catalogue.
public protocol Rule: Sendable {
  var description: RuleDescription { get }
}

extension Rule {
  /// The one name of the rule.
  public var name: RuleName { description.name }

  /// A finding of this rule with its own statbarn and remedy.
  public func finding(
    _ verdict: Verdict, at location: Location, _ message: Message, statbarn: Statbarn? = nil,
    evidence: Evidence? = nil, related: [Location] = []
  ) -> Finding {
    Finding(
      rule: name, verdict: verdict, statbarn: statbarn ?? description.statbarn, location: location,
      message: message, remedy: description.remedy, evidence: evidence, related: related)
  }
}

/// A rule that judges one table.
public protocol TableRule: Rule {
  /// Judges a table under a ruleset; reads parameters with `ruleset.value(_:of:)`.
  func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome
}

/// A rule that judges a file as a whole, whether or not a table was found in it.
public protocol FileRule: Rule {
  func judge(_ file: FileSubject, under ruleset: Ruleset) -> RuleOutcome
}

/// A rule that judges all tables of a request together, after each has been judged alone.
public protocol RequestRule: Rule {
  func judge(_ request: RequestSubject, under ruleset: Ruleset) -> RuleOutcome
}
