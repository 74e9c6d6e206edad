// The statbarns: families of statistics that share their disclosure risks.

/// The statbarn of a statistic.
///
/// Source: Derrick, Green, Ritchie and White, "The statbarns approach to output checking" and the SACRO
/// guide to statistical output checking.
public enum Statbarn: String, Sendable, CaseIterable {
  case frequencies
  case linearAggregations = "linear-aggregations"
  case mode
  case position
  case endpoints
  case shape
  case correlationCoefficients = "correlation-coefficients"
  case statisticalHypothesisTests = "statistical-hypothesis-tests"
  case calculatedRatios = "calculated-ratios"
  case hazardSurvivalTables = "hazard-survival-tables"
  case giniCoefficient = "gini-coefficient"
  case nonLinearConcentrationRatios = "non-linear-concentration-ratios"
  case linkedMultilevelTables = "linked-multilevel-tables"
  case clusters
}
