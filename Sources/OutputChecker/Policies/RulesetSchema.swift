// The form of a ruleset as a JSON Schema, by which editors complete and check its keys.

public import DisclosureRules

/// The published schema of ruleset files. It says of form what ``RulesetReader`` enforces; sources that are
/// mentioned and not defined, circles of `extends` and keys given twice are beyond a schema.
public enum RulesetSchema {
  /// The schema as a JSON document. Source of its vocabulary: JSON Schema, draft 2020-12.
  public static func text(of rules: [any Rule]) throws(ReportError) -> String {
    let byRule = rules.map(\.description).map { rule in (rule.name.rawValue, schema(of: rule)) }
    let document = JSONValue.object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("A ruleset of OutputChecker")),
      ("type", .string("object")),
      ("required", .array([.string("name"), .string("version")])),
      ("additionalProperties", .flag(false)),
      (
        "properties",
        .object([
          ("name", described("Printed in every report.", name)),
          ("version", described("Any text; changes with every change of the policy.", versionText)),
          ("title", described("One line for people.", string)),
          ("unverified", described("True when the policy itself could not be read.", flag)),
          ("extends", described("Name of a ruleset in the binary, or a file relative to this one.", string)),
          ("sources", sources), ("masks", masks), ("limits", limits),
          (
            "identifiers",
            described(
              "Which identifiers are looked for, and what each tier of them gets.",
              closed(settings(of: IdentifierPolicy.parameters)))
          ),
          ("rules", closed(byRule)),
        ])
      ),
    ])
    return String(decoding: try document.bytes(), as: UTF8.self) + "\n"
  }

  // MARK: - Rules

  private static func schema(of rule: RuleDescription) -> JSONValue {
    described(
      rule.summary,
      closed([("enabled", described("Whether the rule runs.", flag))] + settings(of: rule.parameters)))
  }

  private static func settings(of parameters: [ParameterDescription]) -> [(String, JSONValue)] {
    parameters.map { ($0.key, described($0.summary, setting(of: schema(of: $0.kind)))) }
  }

  /// A plain value, or the value with where it comes from.
  private static func setting(of value: JSONValue) -> JSONValue {
    let detailed = closed(
      [
        ("value", value), ("source", described("A key of `sources`.", string)),
        ("confidence", choice(Confidence.allCases.map(\.rawValue))),
      ], required: ["value"])
    return .object([("anyOf", .array([value, detailed]))])
  }

  private static func schema(of kind: ParameterKind) -> JSONValue {
    switch kind {
    case .integer(let range):
      .object([
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ])
    case .number(let range):
      .object([
        ("type", .string("number")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ])
    case .flag: flag
    case .choice(let words): choice(words)
    case .words: list(of: string)
    case .records(let fields):
      list(of: closed(fields.map { ($0, .object([("type", .string("number"))])) }, required: fields))
    }
  }

  // MARK: - The other keys

  private static var sources: JSONValue {
    let source = closed([
      ("title", string), ("url", string),
      ("date", .object([("type", .string("string")), ("pattern", .string("^\\d{4}-\\d{2}-\\d{2}$"))])),
    ])
    return described(
      "Where values come from, by short name.",
      .object([("type", .string("object")), ("additionalProperties", source)]))
  }

  private static var masks: JSONValue {
    let mask = closed(
      [
        ("token", string), ("min", whole), ("max", whole),
        ("secondary", described("Whether it also marks complementary suppression.", flag)),
      ], required: ["token"])
    return described("Tokens that stand for a hidden number.", list(of: mask))
  }

  private static var limits: JSONValue {
    described(
      "What a check may use.",
      closed(
        Budget.names.map { name in
          (name, setting(of: .object([("type", .string("integer")), ("minimum", .integer(1))])))
        }))
  }

  // MARK: - Words of the schema language

  private static let string = JSONValue.object([("type", .string("string"))])
  private static let flag = JSONValue.object([("type", .string("boolean"))])
  private static let whole = JSONValue.object([("type", .string("integer"))])
  private static let versionText = JSONValue.object([
    ("type", .array([.string("string"), .string("number")]))
  ])
  private static let name = JSONValue.object([
    ("type", .string("string")), ("pattern", .string("^[A-Za-z0-9._-]+$")),
    ("maxLength", .integer(RulesetReader.longestName)),
  ])

  private static func choice(_ words: [String]) -> JSONValue {
    .object([("enum", .array(words.map(JSONValue.string)))])
  }

  private static func list(of item: JSONValue) -> JSONValue {
    .object([("type", .string("array")), ("minItems", .integer(1)), ("items", item)])
  }

  private static func closed(_ members: [(String, JSONValue)], required: [String] = []) -> JSONValue {
    var schema: [(key: String, value: JSONValue)] = [
      ("type", .string("object")), ("additionalProperties", .flag(false)),
      ("properties", .object(members.map { (key: $0.0, value: $0.1) })),
    ]
    if !required.isEmpty { schema.append(("required", .array(required.map(JSONValue.string)))) }
    return .object(schema)
  }

  private static func described(_ words: String, _ schema: JSONValue) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [(key: "description", value: .string(words))])
  }
}
