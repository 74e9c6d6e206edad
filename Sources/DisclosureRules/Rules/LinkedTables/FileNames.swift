// What tells the files of one request apart.

/// The paths of a request's tables without the folders that all of them are in.
struct FileNames {
  /// One a table, in the same order.
  let distinct: [String]

  /// The names of tables; where all of them are in one file, what their titles say.
  init(of tables: [TableSubject]) {
    let files = Set(tables.map { $0.id.split(separator: "#").first ?? "" })
    let titles = tables.map(Self.title)
    let areNames = tables.count > 1 && files.count == 1 && titles.allSatisfy { !$0.isEmpty }
    distinct = areNames && Set(titles).count == titles.count ? titles : FileNames(tables.map(\.id)).distinct
  }

  /// The title of a table without its number: `Table 4a. Events in all patients`.
  private static func title(of table: TableSubject) -> String {
    guard table.titleCount > 0,
      let title = table.captions.prefix(table.titleCount).last(where: { !$0.isEmpty })
    else { return "" }
    let words = title.split(separator: " ")
    let isNumbered = words.prefix(2).last.map { $0.hasSuffix(".") || $0.hasSuffix(":") } ?? false
    return words.dropFirst(isNumbered && words.count > 2 ? 2 : 0).joined(separator: " ")
  }

  init(_ paths: [String]) {
    let parts = paths.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
    // The last part is the file's own name and always stays.
    var shared = parts.map { $0.count - 1 }.min() ?? 0
    if let first = parts.first {
      for other in parts {
        shared = min(shared, zip(first, other).prefix { $0 == $1 }.count)
      }
    }
    distinct = parts.map { $0.dropFirst(min(shared, $0.count - 1)).joined(separator: "/") }
  }
}
