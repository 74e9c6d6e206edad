// The parameters of rules: typed where a rule reads them, described where a ruleset or a page lists them.

/// The value of a parameter as a ruleset holds it.
public enum ParameterValue: Sendable, Equatable {
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case word(String)
  case words([String])
  /// A list of small records of numbers, such as the (n, k) pairs of the dominance rule.
  case records([[String: Double]])
}

/// What values a parameter takes.
public enum ParameterKind: Sendable, Equatable {
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case flag
  /// One of these words.
  case choice([String])
  case words
  /// Records with exactly these fields, all numbers.
  case records(fields: [String])
}

/// A parameter as pages, `rulesets show` and the validation of rulesets see it.
public struct ParameterDescription: Sendable, Equatable {
  /// Its key in a ruleset.
  public var key: String
  /// The values that it takes.
  public var kind: ParameterKind
  /// Its value where a ruleset does not mention it.
  public var defaultValue: ParameterValue
  /// One sentence, with the unit.
  public var summary: String
}

/// A parameter as its rule reads it.
public struct Parameter<Value: Sendable>: Sendable {
  /// What pages and rulesets know of it.
  public let description: ParameterDescription
  let defaultValue: Value
  let read: @Sendable (ParameterValue) -> Value?
}

extension Parameter where Value == Int {
  /// A whole number within `range`.
  public static func integer(_ key: String, default value: Int, in range: ClosedRange<Int>, _ summary: String)
    -> Parameter
  {
    Parameter(
      description: .init(key: key, kind: .integer(range), defaultValue: .integer(value), summary: summary),
      defaultValue: value,
      read: { if case .integer(let number) = $0 { number } else { nil } })
  }
}

extension Parameter where Value == Double {
  /// A number within `range`.
  public static func number(
    _ key: String, default value: Double, in range: ClosedRange<Double>, _ summary: String
  ) -> Parameter {
    Parameter(
      description: .init(key: key, kind: .number(range), defaultValue: .number(value), summary: summary),
      defaultValue: value,
      read: {
        switch $0 {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
      })
  }
}

extension Parameter where Value == Bool {
  /// Yes or no.
  public static func flag(_ key: String, default value: Bool, _ summary: String) -> Parameter {
    Parameter(
      description: .init(key: key, kind: .flag, defaultValue: .flag(value), summary: summary),
      defaultValue: value,
      read: { if case .flag(let flag) = $0 { flag } else { nil } })
  }
}

extension Parameter where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the words that name `Value`'s cases.
  public static func choice(_ key: String, default value: Value, _ summary: String) -> Parameter {
    Parameter(
      description: .init(
        key: key, kind: .choice(Value.allCases.map(\.rawValue)), defaultValue: .word(value.rawValue),
        summary: summary),
      defaultValue: value,
      read: { if case .word(let word) = $0 { Value(rawValue: word) } else { nil } })
  }
}

extension Parameter where Value == [[String: Double]] {
  /// A list of records with these fields.
  public static func records(
    _ key: String, fields: [String], default value: [[String: Double]], _ summary: String
  ) -> Parameter {
    Parameter(
      description: .init(
        key: key, kind: .records(fields: fields), defaultValue: .records(value), summary: summary),
      defaultValue: value,
      read: { if case .records(let records) = $0 { records } else { nil } })
  }
}

extension Parameter where Value == [String] {
  /// A list of words.
  public static func words(_ key: String, default value: [String], _ summary: String) -> Parameter {
    Parameter(
      description: .init(key: key, kind: .words, defaultValue: .words(value), summary: summary),
      defaultValue: value,
      read: { if case .words(let words) = $0 { words } else { nil } })
  }
}
