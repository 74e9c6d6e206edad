// The patterns of a ruleset, compiled once for all files.

import CKernels
import DisclosureRules

/// What `custom-pattern` looks for.
struct PatternSet: Sendable {
  /// One pattern, and bytes that every match of it holds; none where none are known.
  struct Pattern: Sendable {
    var code: PCRE2Pattern
    var literal: [UInt8]
  }

  private(set) var patterns: [Pattern] = []
  /// Why the patterns can't be used. Rulesets are refused before; this is for those made by programs.
  private(set) var failure: PCRE2Error?

  var isEmpty: Bool { patterns.isEmpty && failure == nil }

  /// Compiles patterns; a bad one makes every search fail.
  init(_ texts: [String]) {
    do throws(PCRE2Error) {
      for text in texts {
        patterns.append(Pattern(code: try Self.compile(text), literal: RequiredLiteral.find(in: text)))
      }
    } catch {
      failure = error
    }
  }

  /// Compiles one pattern, and refuses those that match a text of no characters: they would match everywhere.
  static func compile(_ text: String) throws(PCRE2Error) -> PCRE2Pattern {
    let pattern = try PCRE2Pattern(text)
    if try pattern.matchesEmptyText() {
      throw PCRE2Error(kind: .pattern, code: 0, description: "the pattern matches a text of no characters")
    }
    return pattern
  }
}

/// Runs of characters that a pattern can't do without.
enum RequiredLiteral {
  /// Characters that mean something else than themselves.
  private static let special = Set("\\^$.[]|()?*+{}#")
  /// Shorter runs occur everywhere.
  private static let shortest = 3

  /// The longest run of plain characters that stands in every match; empty where none surely does. Patterns with
  /// alternatives, groups, options or comments are not taken apart.
  static func find(in pattern: String) -> [UInt8] {
    guard !pattern.contains(where: { "|()#\\".contains($0) }), pattern.utf8.allSatisfy({ $0 < 0x80 }) else {
      return []
    }
    var longest = ""
    var run = ""
    var inClass = false
    func close() {
      if run.count > longest.count { longest = run }
      run = ""
    }
    for character in pattern {
      if inClass {
        // In `[]a]` the first bracket is a member: what follows is then taken for plain, so give up.
        if character == "[" { return [] }
        inClass = character != "]"
      } else if character == "[" {
        close()
        inClass = true
      } else if "?*{".contains(character) {
        // What stands before may be left out.
        if !run.isEmpty { run.removeLast() }
        close()
        if character == "{" { return longest.count >= shortest ? Array(longest.utf8) : [] }
      } else if special.contains(character) {
        close()
      } else {
        run.append(character)
      }
    }
    close()
    if pattern.contains("[]") || pattern.contains("[^]") { return [] }
    return longest.count >= shortest ? Array(longest.utf8) : []
  }
}
