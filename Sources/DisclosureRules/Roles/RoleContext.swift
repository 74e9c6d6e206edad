// What the collectors of evidence look at.

/// A table with its headers read and its values summed up.
struct RoleContext: Sendable {
  let table: TableSubject
  let shapes: [ValueShape]
  let headers: [HeaderReading]
  let fileName: HeaderReading
  /// For each column the roles that its header speaks for and its values allow.
  let headerRoles: [Set<ColumnRole>]
  private let lexicon: HeaderLexicon
  /// How many columns have each role among ``headerRoles``.
  private let columnsWithRole: [ColumnRole: Int]

  init(table: TableSubject, lexicon: HeaderLexicon) {
    self.table = table
    self.lexicon = lexicon
    let shapes = table.columns.map(ValueShape.init)
    let headers = table.columns.map { HeaderReading($0.name, lexicon: lexicon) }
    headerRoles = zip(headers, shapes).map { header, shape in
      header.roles.filter { shape.fits($0, header: header) }
    }
    columnsWithRole = headerRoles.reduce(into: [:]) { counts, roles in
      for role in roles { counts[role, default: 0] += 1 }
    }
    self.shapes = shapes
    self.headers = headers
    // The ending says nothing: "counts.csv".
    let stem = table.fileName.split(separator: ".").first.map(String.init)
    fileName = HeaderReading(stem, lexicon: lexicon)
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

  /// Whether a row's label says that it is a total.
  func isTotalLabel(_ label: String) -> Bool {
    HeaderReading(label, lexicon: lexicon).roles.contains(.total)
  }
}
