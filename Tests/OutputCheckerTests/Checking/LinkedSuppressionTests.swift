// Masks of one file that another file of the request gives away.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct LinkedSuppressionTests {
  /// What the rule says of each file: the verdict, row and column of each finding.
  private func findings(_ files: [(String, String)]) throws -> [String: [String]] {
    let report = try TestChecker.sdap().check(files: files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
    var found: [String: [String]] = [:]
    for file in report.files {
      for reported in file.findings where reported.finding.rule == "recoverable-suppression" {
        let place = reported.finding.location
        found[file.path, default: []].append(
          "\(reported.finding.verdict) \(place.row ?? 0),\(place.column ?? 0)")
      }
    }
    return found.mapValues { $0.sorted() }
  }

  private static let bySex =
    "region,sex,patients\nNorth,Male,112\nNorth,Female,[c]\nSouth,Male,201\nSouth,Female,166\n"
    + "East,Male,140\nEast,Female,88\nWest,Male,77\nWest,Female,93\n"
  private static let byRegion = "region,patients\nNorth,116\nSouth,367\nEast,228\nWest,170\n"

  @Test func theTotalOfAnotherFileGivesTheMaskAway() throws {
    // 116 - 112 = 4.
    #expect(
      try findings([("by_sex.csv", Self.bySex), ("by_region.csv", Self.byRegion)]) == [
        "by_sex.csv": ["fail 2,3"]
      ])
    // Whatever the names of the files, and so their order.
    #expect(try findings([("a.csv", Self.byRegion), ("b.csv", Self.bySex)]) == ["b.csv": ["fail 2,3"]])
    #expect(try findings([("a.csv", Self.bySex), ("b.csv", Self.byRegion)]) == ["a.csv": ["fail 2,3"]])
    #expect(try findings([("by_sex.csv", Self.bySex)]).isEmpty)
  }

  @Test func theSameCellOfAnotherFileGivesTheMaskAway() throws {
    let wide = "region,Male,Female\nNorth,112,*\nSouth,201,166\nEast,140,88\n"
    let long =
      "sex,region,n\nFemale,East,88\nFemale,North,4\nFemale,South,166\nMale,North,112\nMale,South,201\n"
      + "Male,East,140\n"
    #expect(try findings([("wide.csv", wide), ("long.csv", long)]) == ["wide.csv": ["fail 1,3"]])
  }

  @Test func twoFilesTogetherSolveAThird() throws {
    // East by sex is hidden twice; the totals by sex leave 371 - 201 - 77 = 93 men, those by region 121 - 93 = 28.
    let bySex =
      "region,sex,patients\nNorth,Male,201\nNorth,Female,166\nEast,Male,*\nEast,Female,*\nWest,Male,77\n"
      + "West,Female,93\n"
    let regions = "region,patients\nNorth,367\nEast,121\nWest,170\n"
    let men = "sex,patients\nMale,371\nFemale,287\n"
    let two = try findings([("a.csv", bySex), ("b.csv", regions)])
    #expect(two.isEmpty)
    let three = try findings([("a.csv", bySex), ("b.csv", regions), ("c.csv", men)])
    // No line of the table by sex alone is whole, so its totals are only likely to be totals.
    #expect(three["a.csv"] == nil || three["a.csv"] == ["review 3,3", "review 4,3"])
  }

  @Test func otherPeopleGiveNothingAway() throws {
    // One number that both publish differs: these are not the same people.
    let others = "region,patients\nNorth,116\nSouth,367\nEast,229\nWest,170\n"
    #expect(try findings([("by_sex.csv", Self.bySex), ("by_region.csv", others)]).isEmpty)
    #expect(
      try findings([
        ("admissions.csv", "region,admissions\nNorth,*\nSouth,21\nEast,14\n"),
        ("deaths.csv", "region,deaths\nNorth,5\nSouth,12\nEast,19\n"),
      ]).isEmpty)
  }

  @Test func roundedTotalsLeaveEnoughOpen() throws {
    let rounded =
      "region,patients\nNorth,115\nSouth,365\nEast,230\nWest,170\nMid,205\nIsles,95\nPeaks,130\nFens,240\nDales,85\n"
      + "Moors,75\n"
    let more =
      "Mid,Male,101\nMid,Female,104\nIsles,Male,44\nIsles,Female,50\nPeaks,Male,66\nPeaks,Female,64\n"
    // 115 stands for 113 to 117: five values from 1 to 5 remain.
    #expect(try findings([("by_sex.csv", Self.bySex + more), ("by_region.csv", rounded)]).isEmpty)
  }
}
