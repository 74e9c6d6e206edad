// What a check is told to do.

public import DisclosureRules

/// How far a check has come, for people who wait.
public struct CheckProgress: Sendable, Equatable {
  /// Files finished, and files known so far.
  public var filesDone: Int
  /// Files of the request.
  public var filesKnown: Int
  /// Raw bytes read, and raw bytes known so far.
  public var bytesDone: Int
  /// Raw bytes of all files whose size is known.
  public var bytesKnown: Int
  /// The file that is being read, as reports name it.
  public var path: String

  public init(filesDone: Int, filesKnown: Int, bytesDone: Int, bytesKnown: Int, path: String) {
    self.filesDone = filesDone
    self.filesKnown = filesKnown
    self.bytesDone = bytesDone
    self.bytesKnown = bytesKnown
    self.path = path
  }
}

/// Everything a check depends on but the files.
public struct CheckOptions: Sendable {
  /// The policy that judges.
  public var ruleset: LoadedRuleset
  /// The words by which headers are understood.
  public var vocabulary: Vocabulary
  /// What the request declares of its tables; nil when nothing is.
  public var context: ContextFile?
  /// Run these rules only; the report then says that it is limited.
  public var only: Set<RuleName>?
  /// Accepted findings; nil when the run was given none.
  public var waivers: WaiverSet?
  /// Findings listed for a file; more are counted, not listed.
  public var maxFindings = 1000
  /// Bytes read at a time. The report doesn't depend on it.
  public var blockSize = 256 * 1024
  /// Threads that may be used. The report doesn't depend on it.
  public var jobs = 1
  /// The limits; at first those of the ruleset.
  public var budget: Budget
  /// Name under which standard input (`-`) is reported.
  public var standardInputName = "stdin"
  /// Called from the checking thread, a few times a second at most.
  public var progress: (@Sendable (CheckProgress) -> Void)?
  /// Seconds since 1970, for the two times of the report.
  public var now: @Sendable () -> Int = { Surroundings.secondsSince1970() }
  /// Seconds from any start, never going back, for limits of time.
  public var clock: @Sendable () -> Int = { Surroundings.steadySeconds() }

  public init(ruleset: LoadedRuleset, vocabulary: Vocabulary) throws(PolicyError) {
    self.ruleset = ruleset
    self.vocabulary = vocabulary
    budget = try Budget(overrides: ruleset.ruleset.limits)
  }
}
