// A finding that somebody with the right to do so has accepted.

public import DisclosureRules

/// One accepted finding, or all findings of a rule in one file's exact bytes.
public struct Waiver: Sendable, Equatable {
  /// What it accepts.
  public enum Subject: Sendable, Equatable {
    /// The finding with this fingerprint.
    case fingerprint(String)
    /// Every finding of a rule in the file with this SHA-256.
    case rule(RuleName, sha256: String)
  }

  /// What it accepts.
  public var subject: Subject
  /// Why.
  public var reason: String
  /// Who answers for it.
  public var approver: String
  /// The last day on which it holds, in UTC: `2026-12-31`.
  public var expires: String
  /// Line of the waiver file from 1, for messages.
  public var line: Int

  public init(subject: Subject, reason: String, approver: String, expires: String, line: Int) {
    self.subject = subject
    self.reason = reason
    self.approver = approver
    self.expires = expires
    self.line = line
  }
}

/// Which waivers a run was given.
public struct WaiverRecord: Sendable, Equatable {
  /// Of the waiver file's bytes.
  public var sha256: String
  /// Waivers in it.
  public var entries: Int
  /// Lines of those that accepted nothing: whatever they were meant for is not what was checked.
  public var unmatched: [Int]

  public init(sha256: String, entries: Int, unmatched: [Int] = []) {
    self.sha256 = sha256
    self.entries = entries
    self.unmatched = unmatched
  }
}
