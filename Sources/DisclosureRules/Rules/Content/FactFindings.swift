// Findings on what a file holds beside what its reader sees.

extension FileRule {
  /// One finding for each kind of fact that is this rule's business, at the first place.
  ///
  /// - Parameter words: what a message says of a kind, as the end of "The file holds …"; nil for kinds that are the
  ///   business of others.
  func findings(
    on file: FileSubject, _ verdict: Verdict, words: (ContentFact.Kind) -> String?
  ) -> [Finding] {
    file.facts.compactMap { fact in
      guard let words = words(fact.kind) else { return nil }
      let times: Message = fact.occurrences > 1 ? " (\(fact.occurrences) times)" : ""
      var finding = finding(
        verdict, at: fact.location, "The file holds \(words)" + times + ".",
        evidence: .parts([
          .init("kind", .words(fact.kind.rawValue)), .init("occurrences", .count(fact.occurrences)),
        ]))
      finding.occurrences = fact.occurrences
      return finding
    }
  }
}
