// What a rule found, where, and what to do about it.

/// The kebab-case name of a rule: the same in reports, rulesets, file names and pages.
public struct RuleName: RawRepresentable, Hashable, Sendable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral name: String) { rawValue = name }
  public var description: String { rawValue }
  public static func < (left: RuleName, right: RuleName) -> Bool { left.rawValue < right.rawValue }
}

/// A structured value that supports a finding: counts, likelihoods, intervals, equations.
public indirect enum Evidence: Sendable, Equatable {
  case words(String)
  case count(Int)
  case number(Double)
  case flag(Bool)
  /// A cell's content, shown on request only.
  case value(String)
  /// Numbers that add up, published or worked out, shown on request only: long ones are amounts.
  case figure(String)
  case list([Evidence])
  /// Named parts, in order.
  case parts([Part])

  /// One named part.
  public struct Part: Sendable, Equatable {
    /// What the part says, as the key of a report.
    public var name: String
    /// Its value.
    public var evidence: Evidence
    public init(_ name: String, _ evidence: Evidence) {
      self.name = name
      self.evidence = evidence
    }
  }
}

/// One breach or doubt: which rule, how bad, where, why and what to do.
public struct Finding: Sendable, Equatable {
  /// The rule that found it.
  public var rule: RuleName
  /// `info`, `review`, `fail` or `error`.
  public var verdict: Verdict
  /// Family of the statistic concerned; nil where there is none (identifiers, intake).
  public var statbarn: Statbarn?
  /// Where it is: a cell, a column, a line of text, a part of the file.
  public var location: Location
  /// How many cells this finding stands for.
  public var occurrences: Int
  /// The cells of a finding about a whole column, in file order; may be fewer than `occurrences`.
  public var cells: [CellPlace]
  /// Why, in one sentence.
  public var message: Message
  /// How to mend it, in one sentence.
  public var remedy: String
  /// The numbers that the finding rests on, if any.
  public var evidence: Evidence?
  /// Other places that matter.
  public var related: [Location]
  /// More general rules that found the same and are told here.
  public var also: [RuleName] = []

  public init(
    rule: RuleName, verdict: Verdict, statbarn: Statbarn?, location: Location, occurrences: Int = 1,
    cells: [CellPlace] = [], message: Message, remedy: String, evidence: Evidence? = nil,
    related: [Location] = []
  ) {
    self.rule = rule
    self.verdict = verdict
    self.statbarn = statbarn
    self.location = location
    self.occurrences = occurrences
    self.cells = cells
    self.message = message
    self.remedy = remedy
    self.evidence = evidence
    self.related = related
  }
}

extension Finding {
  /// Up to this many cells of a rule in a column are a finding each; more are one finding at the column.
  /// Source: the report contract.
  public static let separateCellLimit = 20

  /// The findings for `occurrences` cells of one column, of which `cells` were kept: one each while they
  /// are few, otherwise one at the column that lists them.
  ///
  /// - Parameters:
  ///   - template: the finding but for its place and number; its location is the column.
  ///   - cells: kept places, in file order.
  ///   - occurrences: the true total, at least `cells.count`.
  public static func perCell(_ template: Finding, cells: [CellPlace], occurrences: Int) -> [Finding] {
    if occurrences <= separateCellLimit && cells.count == occurrences {
      return cells.map { place in
        var finding = template
        finding.location = template.location.at(place)
        return finding
      }
    }
    var finding = template
    finding.occurrences = occurrences
    finding.cells = cells
    return [finding]
  }
}
