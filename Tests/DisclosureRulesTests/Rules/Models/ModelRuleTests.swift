import DisclosureRules
import Testing

@Suite struct ModelRuleTests {
  private func outcome(_ rule: any TableRule, _ csv: String, _ ruleset: Ruleset = .defaults) -> RuleOutcome {
    rule.judge(understood(csv), under: ruleset)
  }
  private func verdict(_ rule: any TableRule, _ csv: String) -> Verdict {
    outcome(rule, csv).findings.map(\.verdict).max() ?? .pass
  }

  // MARK: degrees-of-freedom

  @Test func tenDegreesAreEnoughAndNineAreNot() {
    for name in ["df.residual", "df_resid", "Residual df", "den DF", "ddf"] {
      #expect(verdict(DegreesOfFreedom(), "model,\(name)\na,10\nb,200\n") == .pass, "\(name)")
      #expect(outcome(DegreesOfFreedom(), "model,\(name)\na,10\nb,9\n").rows == [2], "\(name)")
    }
  }

  @Test func theRulesetSetsTheMinimum() {
    let ruleset = Ruleset.setting("degrees-of-freedom", ["minimum": .integer(5)])
    #expect(outcome(DegreesOfFreedom(), "model,df.residual\na,5\n", ruleset).findings.isEmpty)
    #expect(outcome(DegreesOfFreedom(), "model,df.residual\na,4\n", ruleset).verdicts == [.fail])
  }

  @Test func degreesOfTermsAreNotCompared() {
    #expect(
      verdict(DegreesOfFreedom(), "term,Df,Deviance,Pr(>Chi)\nsex,1,3.2,0.07\narm,2,4.1,0.13\n") == .pass)
    #expect(
      verdict(DegreesOfFreedom(), "Parameter,DF,Estimate,Std Error,Wald ChiSq\nage,1,0.31,0.02,240.1\n")
        == .pass)
    #expect(verdict(DegreesOfFreedom(), "Source,DF,SS,MS\nModel,3,10.5,3.5\nError,120,98.2,0.82\n") == .pass)
  }

  @Test func labelsInAnyColumnAreRead() {
    #expect(
      outcome(DegreesOfFreedom(), "a,b,c,d\nMethod:,OLS,Df Residuals:,6\nx,1,Df Model:,4\n").rows == [1])
    #expect(outcome(DegreesOfFreedom(), "term,All,Subgroup\nAge,0.52,1.31\ndf_r,409,9\n").rows == [2])
  }

  @Test func eventsOfACoxModelStandForObservations() {
    #expect(verdict(DegreesOfFreedom(), "n,nevent,concordance\n90,6,0.58\n") == .fail)
    #expect(verdict(DegreesOfFreedom(), "n,nevent,concordance\n90,60,0.58\n") == .pass)
  }

  // MARK: saturated-model

  @Test func onlyAnExactOneIsCertain() {
    #expect(verdict(SaturatedModel(), "model,r.squared\na,1\n") == .fail)
    #expect(verdict(SaturatedModel(), "model,r.squared\na,1.0000\n") == .fail)
    #expect(verdict(SaturatedModel(), "model,r.squared\na,1.00\n") == .review)
    #expect(verdict(SaturatedModel(), "model,r.squared\na,0.999\n") == .pass)
  }

  @Test func residualsOfZeroAreAFit() {
    #expect(verdict(SaturatedModel(), "x,residual\n1.5,0\n2.5,0\n3.5,0.0\n") == .fail)
    #expect(verdict(SaturatedModel(), "x,residual\n1.5,0\n2.5,0.1\n3.5,0\n") == .pass)
  }

  // MARK: survival-step

  @Test func stepsOfFewerThanTheThresholdFail() {
    let csv = "time,n.risk,n.event,survival\n100,400,10,0.975\n200,390,9,0.9525\n300,381,0,0.9525\n"
    #expect(outcome(SurvivalStep(), csv).rows == [2])
  }

  @Test func censoringOfAFewIsForAPerson() {
    let few = "time,n.risk,n.event,survival\n100,400,20,0.95\n200,380,0,0.95\n300,379,38,0.855\n"
    #expect(outcome(SurvivalStep(), few).verdicts == [.review])
    let many = "time,n.risk,n.event,survival\n100,400,20,0.95\n200,380,0,0.95\n300,370,37,0.855\n"
    #expect(outcome(SurvivalStep(), many).findings.isEmpty)
  }

  @Test func eventsFollowFromTheSurvival() {
    let csv = "time,n.risk,survival\n100,400,0.95000\n200,380,0.90000\n300,360,0.89750\n"
    #expect(outcome(SurvivalStep(), csv).rows == [3])
    #expect(outcome(SurvivalStep(), csv).verdicts == [.fail])
  }

  @Test func groupsAreJudgedApart() {
    // Between the groups the number at risk goes from 380 to 375, and nobody left.
    let csv = """
      strata,time,n.risk,n.event,survival
      a,100,400,20,0.95
      a,200,380,0,0.95
      b,100,375,15,0.96
      b,200,360,18,0.912
      """
    #expect(outcome(SurvivalStep(), csv).findings.isEmpty)
  }

  @Test func aCurveOfSingleStepsGivesItsBaseAway() {
    let single = "time,survival\n1,0.98750\n2,0.97500\n3,0.96250\n4,0.93750\n5,0.92500\n6,0.91250\n"
    #expect(outcome(SurvivalStep(), single).verdicts == [.review])
    let smooth = "time,survival\n1,0.98712\n2,0.97204\n3,0.95671\n4,0.93102\n5,0.91377\n6,0.90011\n"
    #expect(outcome(SurvivalStep(), smooth).findings.isEmpty)
  }

  // MARK: individual-points

  @Test func residualsBelongToPeopleAndAnalysesOfVarianceDoNot() {
    #expect(verdict(IndividualPoints(), ".fitted,.resid\n123.6,9.4\n125.5,-5.5\n121.0,0.4\n") == .fail)
    #expect(verdict(IndividualPoints(), "term,Residuals df\nage,120\nsex,119\nbmi,118\n") == .pass)
  }

  @Test func binnedCurvesPassAndStepsFail() {
    func curve(_ points: Int, people: Int) -> String {
      (1...points).reduce(into: "hb,ecdf\n") { csv, point in
        let share = Double(point * people / points) / Double(people)
        csv += "\(100 + point).5,\(Double(Int(share * 10_000 + 0.5)) / 10_000)\n"
      }
    }
    #expect(verdict(IndividualPoints(), curve(16, people: 16)) == .fail)
    #expect(
      verdict(IndividualPoints(), "hb,ecdf\n101,0.12\n111,0.37\n125,0.66\n140,0.87\n152,1.00\n") == .pass)
  }

  @Test func rocCurvesWithManyPointsAreLookedAt() {
    let rows = (0..<25).map { "0.\(99 - $0 * 3),0.\(10 + $0 * 3)7,0.\(20 + $0 * 3)3" }
    #expect(
      verdict(IndividualPoints(), "threshold,fpr,tpr\n" + rows.joined(separator: "\n") + "\n") >= .review)
    let few = rows.prefix(6).joined(separator: "\n")
    #expect(verdict(IndividualPoints(), "threshold,fpr,tpr\n" + few + "\n") == .pass)
  }
}
