// How deep in containers a file lies, and what they may still unpack to.

import DisclosureRules

/// What all containers within one file of the request share.
final class UnpackAllowance {
  private let budget: Budget
  private var unpacked = 0
  private var members = 0

  init(_ budget: Budget) { self.budget = budget }

  /// Counts unpacked bytes.
  func take(bytes: Int) throws(ReadProblem) {
    unpacked += bytes
    guard unpacked <= budget.unpackedBytes else {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.unpackedBytes) bytes unpacked (limit unpacked_bytes)")
    }
  }

  /// Counts a member.
  func takeMember() throws(ReadProblem) {
    members += 1
    guard members <= budget.members else {
      throw ReadProblem(kind: .limit, message: "more than \(budget.members) members (limit members)")
    }
  }
}

/// The containers around a file.
struct Nesting {
  /// Containers around it: 0 for a file of the request.
  var depth = 0
  /// Path of the innermost.
  var container: String?
  let allowance: UnpackAllowance

  init(_ budget: Budget) { allowance = UnpackAllowance(budget) }

  /// Within one more container.
  func inside(_ container: String, budget: Budget) throws(ReadProblem) -> Nesting {
    guard depth < budget.depth else {
      throw ReadProblem(
        kind: .limit, message: "containers are nested more than \(budget.depth) deep (limit depth)")
    }
    var inner = self
    inner.depth += 1
    inner.container = container
    return inner
  }
}
