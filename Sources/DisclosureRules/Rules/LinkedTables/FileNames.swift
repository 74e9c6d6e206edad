// What tells the files of one request apart.

/// The paths of a request's tables without the folders that all of them are in.
struct FileNames {
  /// One a table, in the same order.
  let distinct: [String]

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
