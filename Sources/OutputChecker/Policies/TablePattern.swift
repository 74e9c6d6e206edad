// Names of tables in a context file: a path below the request, a file's name, or a pattern.

/// A pattern of paths. `*` and `?` stand for characters of one component, `**` for any components; a pattern
/// need not begin at the root: `t1.csv` and `tables/t1.csv` both match `request/tables/t1.csv`. A member of an archive
/// and a sheet of a workbook are named as reports name them: `a.zip!t1.csv`, `book.xlsx!Counts`.
struct TablePattern {
  private let components: [[UInt8]]
  /// The same where `!` parts a container from what it holds; nil without one.
  private let nested: [[UInt8]]?
  /// It has no `*` and no `?`: it is the name of one file.
  let isName: Bool
  /// The whole name, as paths in reports are written.
  let path: String

  init(_ text: String) {
    path = Escaping.path(Array(text.utf8))
    isName = !text.contains("*") && !text.contains("?")
    components = Self.components(path)
    let parts = text.split(separator: "!", omittingEmptySubsequences: false)
    nested =
      parts.count > 1
      ? Self.components(parts.map { Escaping.path(Array($0.utf8)) }.joined(separator: "!")) : nil
  }

  private static func components(_ path: String) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init).filter { $0 != [UInt8(ascii: ".")] }
  }

  /// Whether the pattern matches a path, or its last components.
  func matches(_ path: String) -> Bool {
    let parts = Self.components(path)
    return parts.indices.contains { start in
      Self.matches(components[...], parts[start...])
        || nested.map { Self.matches($0[...], parts[start...]) } == true
    }
  }

  private static func matches(_ pattern: ArraySlice<[UInt8]>, _ parts: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return parts.isEmpty }
    if first == Array("**".utf8) {
      return (parts.startIndex...parts.endIndex).contains {
        matches(pattern.dropFirst(), parts[$0...])
      }
    }
    guard let part = parts.first, matchesPart(first, part) else { return false }
    return matches(pattern.dropFirst(), parts.dropFirst())
  }

  /// One component, in time that is no more than the product of two lengths.
  static func matchesPart(_ pattern: [UInt8], _ part: [UInt8]) -> Bool {
    var reachable = [Bool](repeating: false, count: part.count + 1)
    reachable[0] = true
    for symbol in pattern {
      var next = [Bool](repeating: false, count: part.count + 1)
      for position in reachable.indices {
        switch symbol {
        case UInt8(ascii: "*"):
          next[position] = reachable[position] || (position > 0 && next[position - 1])
        case UInt8(ascii: "?"):
          next[position] = position > 0 && reachable[position - 1]
        default:
          next[position] = position > 0 && reachable[position - 1] && part[position - 1] == symbol
        }
      }
      reachable = next
    }
    return reachable[part.count]
  }
}
