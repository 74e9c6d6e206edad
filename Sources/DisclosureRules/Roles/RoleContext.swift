// What the collectors of evidence look at.

/// A table with its headers read and its values summed up.
struct RoleContext: Sendable {
  let table: TableSubject
  let shapes: [ValueShape]
  let headers: [HeaderReading]
  let fileName: HeaderReading
  /// For each column the roles that its header speaks for and its values allow.
  let headerRoles: [Set<ColumnRole>]
  /// Columns whose headers stand beside others of one kind, and whether the kind explains all of their numbers.
  private let companions: [Int: Bool]
  private let lexicon: HeaderLexicon
  /// How many columns have each role among ``headerRoles``.
  private let columnsWithRole: [ColumnRole: Int]

  init(table: TableSubject, lexicon: HeaderLexicon) {
    self.table = table
    self.lexicon = lexicon
    var shapes = table.columns.map(ValueShape.init)
    if let kept = table.kept {
      for column in shapes.indices {
        shapes[column].isTimeGrid = TimeGrid.isIn(shapes[column], column, kept)
        shapes[column].holdsNumerals =
          shapes[column].isTextOnly && lexicon.areNumerals(kept.columns[column].texts)
      }
    }
    var headers = table.columns.map { HeaderReading($0.name, lexicon: lexicon) }
    // Four columns Q1 to Q4 are quarters or quartile groups: three quartiles have no fourth.
    let quarters = headers.indices.filter { Self.quarters.contains(headers[$0].text.text) }
    if Set(quarters.map { headers[$0].text.text }).count == Self.quarters.count {
      for column in quarters { headers[column].forgetPhrases() }
    }
    // "no" beside "yes" is an answer, and no short form of "number".
    if headers.contains(where: { $0.text.text == "yes" }) {
      for column in headers.indices where headers[column].text.text == "no" {
        headers[column].forgetPhrases()
      }
    }
    // "F" beside "M" is no test statistic: lone letters that are categories side by side name categories.
    let letters = headers.indices.filter { column in
      lexicon.categories.contains(headers[column].text.text)
        && headers[column].phrases.allSatisfy { $0.weight < Self.namingWeight }
    }
    if letters.count >= 2 {
      for column in letters where headers[column].text.letters.count == 1 { headers[column].forgetPhrases() }
    }
    headerRoles = zip(headers, shapes).map { header, shape in
      header.roles.filter { shape.fits($0, header: header) }
    }
    columnsWithRole = headerRoles.reduce(into: [:]) { counts, roles in
      for role in roles { counts[role, default: 0] += 1 }
    }
    companions = lexicon.companions.reduce(into: [:]) { found, kind in
      for column in Self.companions(kind.words, headers, shapes) {
        found[column] = kind.explainsAll || found[column] ?? false
      }
    }
    self.shapes = shapes
    self.headers = headers
    // The ending says nothing: "counts.csv".
    let stem = table.fileName.split(separator: ".").first.map(String.init)
    fileName = HeaderReading(stem, lexicon: lexicon)
  }

  /// So many headers of one kind have to stand in a table, …
  private static let leastCompanions = 3

  /// The columns with these headers, where there are enough, and one at least holds no small whole numbers.
  private static func companions(_ words: Set<String>, _ headers: [HeaderReading], _ shapes: [ValueShape])
    -> [Int]
  {
    let named = headers.indices.filter { words.contains(headers[$0].text.text) }
    // Counts under a word or two of the kind are not explained away by them alone.
    let isSure = named.contains { shapes[$0].isTextOnly || shapes[$0].fractional > 0 }
    return named.count >= leastCompanions && isSure ? named : []
  }

  private static let quarters: Set<String> = ["q1", "q2", "q3", "q4"]

  /// Whether a header is a value of a categorical variable: `Female`, `unknown`, `16-39`, `70+`, `2021`.
  func isCategory(_ column: Int) -> Bool {
    let header = headers[column]
    return lexicon.categories.contains(header.text.text) || Self.isBand(header.original)
  }

  /// Bands and numbered categories: digits, dashes, plus signs and signs of comparison, one digit at least.
  private static func isBand(_ header: String) -> Bool {
    let bytes = header.utf8.filter { $0 > 0x20 }
    guard !bytes.isEmpty, bytes.count <= 12 else { return false }
    let marks: [UInt8] = Array("-+<>=".utf8)
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
    return bytes.contains(where: isDigit) && bytes.allSatisfy { isDigit($0) || marks.contains($0) }
  }

  /// Whether what a column's numbers are is said by the headers of one kind that it stands among: `chr` beside
  /// `snp`.
  func isExplained(byCompanionsOf column: Int) -> Bool {
    guard let explainsAll = companions[column], !shapes[column].isTextOnly else { return false }
    return explainsAll || headerRoles[column].isEmpty
  }

  /// Whether the header of another column speaks for one of these roles.
  func hasHeader(of roles: Set<ColumnRole>, otherThan column: Int) -> Bool {
    roles.contains { (columnsWithRole[$0] ?? 0) > (headerRoles[column].contains($0) ? 1 : 0) }
  }

  /// Words lighter than this, such as a lone letter, name nothing by themselves.
  static let namingWeight = 2.0

  /// Whether the header names a role for certain, and the values allow it.
  func isNamed(_ column: Int) -> Bool {
    headers[column].phrases.contains {
      $0.weight >= Self.namingWeight && headerRoles[column].contains($0.role)
    }
  }

  /// A label read as headers are.
  func reading(of label: String) -> HeaderReading { HeaderReading(label, lexicon: lexicon) }

  /// A label's letters and digits as they are compared.
  func text(of label: String) -> HeaderText { HeaderText(label, lookAlikes: lexicon.lookAlikes) }

  /// Whether a row's label says that the row gives the number of people in each column: `N`, `Base (n)`.
  func isSizeLabel(_ label: String) -> Bool { isSize(text(of: label)) }

  /// Whether a column's header says nothing of the people whom it counts.
  func isPeople(_ column: Int) -> Bool {
    let text = headers[column].text
    return isSize(text) || lexicon.people.contains(text.text(0..<text.letters.count))
  }

  /// Whether words say nothing but that numbers are those of people.
  func isSize(_ text: HeaderText) -> Bool { lexicon.sizes.contains(text.text(0..<text.letters.count)) }

  /// Whether a row's label says that it is a total.
  func isTotalLabel(_ label: String) -> Bool {
    HeaderReading(label, lexicon: lexicon).roles.contains(.total)
  }
}
