// How deep in containers a file lies, and what they may still unpack to.

import DisclosureRules

/// What all containers within one file of the request share.
final class UnpackAllowance {
  private let budget: Budget
  /// Seconds from any start; never goes back.
  private let clock: @Sendable () -> Int
  /// When the first member was opened.
  private var start: Int?
  private var unpacked = 0
  /// Bytes of the file of the request that was unpacked so far.
  private var packed = 0
  /// Why nothing more is unpacked: what is over a limit once is not tried again for the next member.
  private var closed: ReadProblem?
  private var members = 0

  init(_ budget: Budget, clock: @escaping @Sendable () -> Int) {
    self.budget = budget
    self.clock = clock
  }

  /// Holds the time since the first member against its limit. A file that is in no container has none.
  private func takeTime() throws(ReadProblem) {
    let now = clock()
    let begun = start ?? now
    start = begun
    guard now - begun <= budget.unpackSeconds else {
      throw ReadProblem(
        kind: .limit,
        message: "more than \(budget.unpackSeconds) seconds to unpack and read (limit unpack_seconds)")
    }
  }

  /// Counts bytes of the file of the request from which others are unpacked.
  func credit(_ bytes: Int) { packed &+= bytes }

  /// Unpacks nothing more.
  func close(_ problem: ReadProblem) { closed = closed ?? problem }

  /// Counts unpacked bytes.
  func take(bytes: Int) throws(ReadProblem) {
    try takeTime()
    unpacked += bytes
    // The floor and the ratio hold for all layers together: each may swell what the last one gave.
    if unpacked > budget.ratioFrom && unpacked / budget.ratio > packed {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.ratio) bytes for each compressed byte (limit ratio)")
    }
    guard unpacked <= budget.unpackedBytes else {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.unpackedBytes) bytes unpacked (limit unpacked_bytes)")
    }
  }

  /// Counts a member.
  func takeMember() throws(ReadProblem) {
    if let closed { throw closed }
    try takeTime()
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

  /// - Parameter clock: seconds from any start, never going back.
  init(_ budget: Budget, clock: @escaping @Sendable () -> Int) {
    allowance = UnpackAllowance(budget, clock: clock)
  }

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
