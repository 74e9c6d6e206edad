// What a column holds.

/// The role of a column: which statistic, or which kind of label.
public enum ColumnRole: String, Sendable, CaseIterable {
  case dimension
  case date
  case code
  case identifier
  case count
  case total
  case percentage
  case proportion
  case mean
  case standardDeviation = "sd"
  case median
  case quantile
  case minimum
  case maximum
  case sum
  case rate
  case personTime = "person-time"
  case ratio
  case coefficient
  case standardError = "standard-error"
  case confidenceLimit = "confidence-limit"
  case testStatistic = "test-statistic"
  case pValue = "p-value"
  case degreesOfFreedom = "degrees-of-freedom"
  case rSquared = "r-squared"
  case atRisk = "at-risk"
  case events
  case survivalProbability = "survival-probability"
  case largest
  case secondLargest = "second-largest"
  case shareOfLargest = "share-of-largest"
  case rank
  case age
  case measurement
  case text
  /// Different statistics in different rows; what each row holds its label says.
  case mixed
  case unknown
}

/// A role with how sure it is and why.
public struct RoleAssignment: Sendable, Equatable {
  /// What the column holds.
  public var role: ColumnRole
  /// 0…1. From ``strong`` on, findings rest on strong evidence.
  public var confidence: Double
  /// What the role rests on, one short phrase each; they may quote header words, never values.
  public var reasons: [Message]

  /// At or above this a rule may say `fail`; below it the same number is `review`.
  public static let strong = 0.8

  public init(role: ColumnRole, confidence: Double, reasons: [Message]) {
    self.role = role
    self.confidence = confidence
    self.reasons = reasons
  }

  /// Sure enough for a `fail`.
  public var isStrong: Bool { confidence >= Self.strong }

  /// Nothing is known of the column.
  public static let unknown = RoleAssignment(role: .unknown, confidence: 0, reasons: [])
}
