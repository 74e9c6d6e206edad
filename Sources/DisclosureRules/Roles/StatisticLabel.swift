// What a label of a row, or a header, says of the numbers in a cell: `Age, median [range]`.

/// The statistics that a label names: of the first number of a cell, and of the second.
struct StatisticLabel: Sendable {
  /// What the first number is; ``RoleAssignment/unknown`` where the label says nothing.
  var role: RoleAssignment
  /// What the second number is, where the label says so in brackets.
  var second: RoleAssignment?

  init(role: RoleAssignment, second: RoleAssignment? = nil) {
    self.role = role
    self.second = second
  }

  init(_ label: String, in context: RoleContext) {
    let parts = Self.split(label)
    let reading = context.reading(of: parts.outside)
    role = Self.role(of: reading)
    let inside = parts.inside.map { context.reading(of: $0) }
    second = inside.map { Self.second(of: $0) }
    if second?.role == .unknown { second = nil }
    if let named = second, role.role == .unknown || role.role == named.role {
      // `Age (years), mean (SD)`: a bracket that names no statistic is passed over by ``split``.
      second = role.role == .unknown ? nil : second
    }
    if role.role == .unknown { role = Self.role(of: context.reading(of: label)) }
  }

  /// The role that a reading speaks for most.
  private static func role(of reading: HeaderReading) -> RoleAssignment {
    let best = reading.phrases.filter { !ColumnRole.labels.contains($0.role) || $0.role == .code }
      .max { ($0.weight, $1.role.rawValue) < ($1.weight, $0.role.rawValue) }
    guard let best, best.weight >= RoleContext.namingWeight, best.role != .age, best.role != .measurement
    else { return .unknown }
    let isWhole = HeaderText(best.text, lookAlikes: [:]).letters == reading.text.letters
    return RoleAssignment(
      role: best.role, confidence: isWhole ? RowRoles.wholeConfidence : RowRoles.partConfidence,
      reasons: ["the row's label says \"\(name: best.text)\""])
  }

  /// The same for what stands in brackets.
  static func second(of reading: HeaderReading) -> RoleAssignment {
    guard
      let best = reading.phrases.max(by: { ($0.weight, $1.role.rawValue) < ($1.weight, $0.role.rawValue) }),
      best.weight >= RoleContext.namingWeight
    else { return .unknown }
    // The interquartile range as one number is a spread; in brackets it is the two quartiles.
    let isRange = best.role == .standardDeviation && best.text != "sd" && best.text.hasPrefix("i")
    return RoleAssignment(
      role: isRange ? .quantile : best.role, confidence: RowRoles.wholeConfidence,
      reasons: ["the label says \"\(name: best.text)\" in brackets"])
  }

  /// A label and what stands in its last brackets, or behind a `±`.
  static func split(_ label: String) -> (outside: String, inside: String?) {
    let scalars = Array(label.unicodeScalars)
    if let sign = scalars.lastIndex(where: { $0 == "±" }) {
      return (text(scalars[..<sign]), text(scalars[(sign + 1)...]))
    }
    guard let close = scalars.lastIndex(where: { $0 == ")" || $0 == "]" }),
      let open = scalars[..<close].lastIndex(where: { $0 == (scalars[close] == ")" ? "(" : "[") })
    else { return (label, nil) }
    return (text(scalars[..<open]), text(scalars[(open + 1)..<close]))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
