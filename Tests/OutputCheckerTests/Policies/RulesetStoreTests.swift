import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RulesetStoreTests {
  /// Each embedded ruleset, read once: reading YAML is slow without optimisation.
  private static let embedded = Dictionary(
    uniqueKeysWithValues: RulesetStore.embedded.map(\.name).compactMap { name in
      (try? RulesetStore.load(name, searchPath: [], rules: PolicyFixtures.rules)).map { (name, $0) }
    })

  private func embedded(_ name: String) throws -> LoadedRuleset { try #require(Self.embedded[name]) }

  private func load(_ nameOrFile: String, _ searchPath: [String] = []) throws -> LoadedRuleset {
    try RulesetStore.load(nameOrFile, searchPath: searchPath, rules: PolicyFixtures.rules)
  }

  private func problems(_ nameOrFile: String, _ searchPath: [String] = []) -> [PolicyError] {
    RulesetStore.problems(in: nameOrFile, searchPath: searchPath, rules: PolicyFixtures.rules)
  }

  // MARK: Embedded rulesets

  @Test(arguments: RulesetStore.embedded.map(\.name))
  func anEmbeddedRulesetSaysWhereEverythingComesFrom(name: String) throws {
    let ruleset = try embedded(name).ruleset
    #expect(ruleset.name == name)
    let keys = ruleset.sources.map(\.key)
    for rule in PolicyFixtures.rules {
      // Every rule of the first release is mentioned, with each of its parameters.
      let settings = try #require(ruleset.rules[rule.name], "\(rule.name) is missing")
      #expect(settings.isEnabled)
      #expect(settings.settings.keys.sorted() == rule.description.parameters.map(\.key).sorted())
    }
    let settings = ruleset.rules.values.flatMap(\.settings.values) + ruleset.limits.values
    #expect(!settings.isEmpty)
    for setting in settings {
      #expect(setting.confidence != nil)
      #expect(keys.contains(try #require(setting.source)))
    }
    // A source that nothing rests on is a leftover; a child's word may replace all that rested on a parent's.
    let own = try #require(RulesetStore.embedded.first { $0.name == name }).text
    let isChild = String(decoding: own, as: UTF8.self).contains("\nextends:")
    for key in keys where !isChild {
      #expect(settings.contains { $0.source == key }, "\(key) is not used")
    }
  }

  @Test func embeddedValues() throws {
    let sdap = try embedded("sdap").ruleset
    #expect(MinimumThreshold.unsafeRange(under: sdap) == 1..<10)
    #expect(sdap.value(PolicyFixtures.pairs, of: "dominance") == [["n": 1, "k": 50]])
    #expect(sdap.value(PolicyFixtures.percent, of: "p-percent") == 10)
    let opensafely = try embedded("opensafely").ruleset
    #expect(MinimumThreshold.unsafeRange(under: opensafely) == 1..<8)
    #expect(opensafely.masks.first { $0.token == "<8" }?.range == 1...7)
    // The policies of the environments that the project knows; `rulesets/README.md` lists them.
    #expect(
      try RulesetStore.names(searchPath: []) == [
        "abs-datalab", "acro-default", "census-drb", "cms-resdac", "cprd", "genomics-england",
        "nhs-england-sde", "nhs-hes", "ons-srs", "opensafely", "public-health-scotland", "sail", "sdap",
        "uk-biobank", "uk-llc",
      ])
  }

  /// The smallest count that may leave, by the sources that each file names.
  @Test(arguments: [
    ("abs-datalab", 10), ("acro-default", 10), ("census-drb", 15), ("cms-resdac", 11), ("cprd", 5),
    ("genomics-england", 5), ("nhs-england-sde", 10), ("nhs-hes", 8), ("ons-srs", 10), ("opensafely", 8),
    ("public-health-scotland", 10), ("sail", 5), ("sdap", 10), ("uk-biobank", 5), ("uk-llc", 10),
  ])
  func theSmallestCountThatMayLeave(name: String, least: Int) throws {
    #expect(MinimumThreshold.unsafeRange(under: try embedded(name).ruleset) == 1..<least)
  }

  @Test func whatWasNotReadFirstHandSaysSo() throws {
    let unverified = try RulesetStore.embedded.map(\.name).filter { try embedded($0).ruleset.isUnverified }
    #expect(unverified == ["cprd", "ons-srs", "public-health-scotland", "sail"])
  }

  @Test func embeddedRulesetsAreListedAndNamedAsTheirFile() throws {
    for (name, text) in RulesetStore.embedded {
      let loaded = try embedded(name)
      #expect(loaded.ruleset.name == name)
      // A child's digest covers its parent, and `sdap` is the only parent.
      let isChild = String(decoding: text, as: UTF8.self).contains("\nextends: sdap\n")
      let whole = isChild ? [text, PackageResources.sdap_yaml] : [text]
      #expect(loaded.sha256 == TextDigest.sha256(ofAll: whole))
    }
  }

  // MARK: Finding

  @Test func aFileAFolderOfTheSearchPathAndTheBinaryInThatOrder() throws {
    let files = ["sdap.yaml": "name: site\nversion: 1\n", "own.yml": "name: own\nversion: 2\n"]
    try PolicyFixtures.inFolder(files) { folder in
      #expect(try load("sdap").ruleset.name == "sdap")
      #expect(try load("sdap", [folder]).ruleset.name == "site")
      #expect(try load("own", [folder]).ruleset.version == "2")
      #expect(try load("opensafely", [folder]).ruleset.name == "opensafely")
      #expect(try load(folder + "/own.yml").ruleset.name == "own")
      let known = try RulesetStore.names(searchPath: [])
      #expect(try RulesetStore.names(searchPath: [folder]) == (known + ["own"]).sorted())
      try PolicyFixtures.inFolder(["own.yaml": "name: first\nversion: 1\n"]) { first throws in
        #expect(try load("own", [first, folder]).ruleset.name == "first")
        #expect(try load("own", [folder, first]).ruleset.name == "own")
      }
    }
  }

  @Test func anUnknownNameGetsTheKnownOnes() throws {
    let known = try RulesetStore.names(searchPath: [])
    #expect(
      problems("sdpa").map(\.description)
        == [
          #"sdpa: no such ruleset; did you mean "sdap"? (known: \#(known.joined(separator: ", ")))"#
        ])
    #expect(problems("nowhere/own.yaml") == [PolicyError(file: "nowhere/own.yaml", message: "no such file")])
  }

  @Test func aSearchPathThatIsNotThereIsAnError() {
    // Else a site's own `sdap` would quietly give way to the embedded one.
    #expect(problems("sdap", ["/nowhere/at/all"]).first?.file == "/nowhere/at/all")
    #expect(throws: PolicyError.self) { try RulesetStore.names(searchPath: ["/nowhere/at/all"]) }
  }

  @Test func whatIsNoRulesetFileIsAnError() throws {
    try PolicyFixtures.inFolder(["large.yaml": String(repeating: "#", count: 2 << 20)]) { folder in
      #expect(problems(folder + "/large.yaml").first?.message == "is larger than 1048576 bytes")
      #expect(problems(folder + "/").first?.message == "is a folder, not a ruleset")
    }
    #expect(problems("/dev/zero").first?.message == "is larger than 1048576 bytes")
    #expect(problems("/dev/null").first?.message == "is empty")
  }

  // MARK: Extends

  @Test func aChildOverridesParameterByParameter() throws {
    let child = """
      name: ours
      version: "3"
      extends: sdap
      sources:
        board: {title: Decision of our board}
      masks:
        - {token: "<10", min: 0, max: 9}
        - {token: "x"}
      limits: {files: 10}
      rules:
        minimum-threshold:
          threshold: {value: 5, source: board}
        zero-cell:
          enabled: false

      """
    try PolicyFixtures.inFolder(["ours.yaml": child]) { folder in
      let sdap = try load("sdap").ruleset
      let ours = try load(folder + "/ours.yaml").ruleset
      #expect(ours.name == "ours")
      #expect(ours.version == "3")
      #expect(ours.title == sdap.title)
      #expect(MinimumThreshold.unsafeRange(under: ours) == 1..<5)
      let threshold = ours.settings(of: "minimum-threshold").settings
      #expect(threshold["threshold"] == Setting(value: .integer(5), source: "board"))
      #expect(threshold["comparison"] == sdap.settings(of: "minimum-threshold").settings["comparison"])
      #expect(!ours.settings(of: "zero-cell").isEnabled)
      #expect(ours.settings(of: "zero-cell").settings == sdap.settings(of: "zero-cell").settings)
      #expect(ours.rules["dominance"] == sdap.rules["dominance"])
      #expect(ours.sources == sdap.sources + [PolicySource(key: "board", title: "Decision of our board")])
      #expect(ours.masks.count == sdap.masks.count + 1)
      #expect(ours.masks.first { $0.token == "<10" }?.range == 0...9)
      #expect(ours.limits == ["files": Setting(value: .integer(10))])
    }
  }

  @Test func filesExtendFilesBesideThem() throws {
    let files = [
      "a.yaml": "name: a\nversion: 1\nextends: ./b.yaml\n",
      "b.yaml":
        "name: b\nversion: 1\nunverified: true\nextends: sdap\nrules: {minimum-threshold: {threshold: 20}}\n",
    ]
    try PolicyFixtures.inFolder(files) { folder in
      let ruleset = try load(folder + "/a.yaml").ruleset
      #expect(ruleset.name == "a")
      #expect(MinimumThreshold.unsafeRange(under: ruleset) == 1..<20)
      // What rests on an unverified policy is unverified.
      #expect(ruleset.isUnverified)
    }
  }

  @Test func aSitesOwnSdapMayExtendTheEmbeddedOne() throws {
    let files = ["sdap.yaml": "name: sdap\nversion: site-1\nextends: sdap\n"]
    try PolicyFixtures.inFolder(files) { folder in
      let ruleset = try load("sdap", [folder]).ruleset
      #expect(ruleset.version == "site-1")
      let embedded = try load("sdap").ruleset
      #expect(ruleset.rules == embedded.rules)
    }
  }

  @Test func circlesAndLongChainsAreErrors() throws {
    var files = [
      "self.yaml": "name: a\nversion: 1\nextends: self.yaml\n",
      "b.yaml": "name: b\nversion: 1\nextends: ./c.yaml\n",
      "c.yaml": "name: c\nversion: 1\n\nextends: ././b.yaml\n",
    ]
    for level in 1...9 {
      files["l\(level).yaml"] = "name: l\nversion: 1\n" + (level < 9 ? "extends: l\(level + 1).yaml\n" : "")
    }
    try PolicyFixtures.inFolder(files) { folder in
      #expect(problems(folder + "/self.yaml").map(\.line) == [3])
      let circle = problems(folder + "/b.yaml")
      #expect(circle.map(\.line) == [4])
      #expect(circle.first?.message.contains("in a circle") == true)
      #expect(problems(folder + "/l2.yaml") == [])
      #expect(problems(folder + "/l1.yaml").first?.message == #""extends" goes through more than 8 rulesets"#)
    }
  }

  @Test func whatCannotBeExtendedIsAnErrorOfTheChild() throws {
    let files = [
      "a.yaml": "name: a\nversion: 1\nextends: sdpa\n",
      "b.yaml": "name: b\nversion: 1\nextends: no.yaml\n",
      "c.yaml": "name: c\nversion: 1\nextends: d.yaml\nrules: {nonsense: {}}\n",
      "d.yaml": "name: d\nversion: 1\nrules:\n  minimum-threshold: {threshold: -1}\n",
    ]
    try PolicyFixtures.inFolder(files) { folder in
      let unknown = problems(folder + "/a.yaml")
      #expect(unknown.map(\.line) == [3])
      #expect(unknown.first?.message.contains(#"did you mean "sdap"?"#) == true)
      let missing = problems(folder + "/b.yaml")
      #expect(missing.map(\.line) == [3])
      #expect(missing.first?.file == folder + "/b.yaml")
      // Errors of the child and of its parent, each with its file.
      let both = problems(folder + "/c.yaml")
      #expect(both.map(\.file) == [folder + "/c.yaml", folder + "/d.yaml"])
      #expect(both.map(\.line) == [4, 4])
    }
  }

  @Test func sourcesAreThoseOfTheFileAndOfWhatItExtends() throws {
    let files = [
      "a.yaml": """
      name: a
      version: 1
      extends: sdap
      sources:
        essnet: {title: Something else}
      rules:
        minimum-threshold:
          threshold: {value: 5, source: handbook}
          rounded: {value: allow, source: esnet}

      """
    ]
    try PolicyFixtures.inFolder(files) { folder in
      let problems = problems(folder + "/a.yaml")
      #expect(problems.map(\.line) == [5, 9])
      #expect(problems.last?.message == #"unknown source "esnet"; did you mean "essnet"?"#)
    }
  }

  // MARK: Digest

  @Test func theDigestIsThatOfTheText() throws {
    // `printf 'name: a\nversion: 1\n' | sha256sum`
    let digest = "3630ea2f94ce2ea4c4db35b758eb0893c689eeabcc3f141416ed41283ce8bd43"
    let files = [
      "a.yaml": "name: a\nversion: 1\n", "b.yaml": "name: b\nversion: 1\nextends: a.yaml\n",
      "same.yaml": "name: b\nversion: 1\nextends: a.yaml\n",
    ]
    try PolicyFixtures.inFolder(files) { folder in
      #expect(try load(folder + "/a.yaml").sha256 == digest)
      // `sha256sum b.yaml a.yaml | cut -c1-64 | sha256sum`
      let chain = try load(folder + "/b.yaml").sha256
      #expect(chain == "e440a43c7c3cbe143ec707b2fcf3ddb3d81ee980fea8103e64100bd670b3d488")
      #expect(try load(folder + "/same.yaml").sha256 == chain)
    }
  }
}
