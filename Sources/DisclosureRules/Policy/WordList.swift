// The lists of words that are no phrases of headers.

/// A list of words of the vocabulary, by what they say.
public enum WordList: String, Sendable, CaseIterable {
  /// Values of categorical variables, as they head the columns of wide tables: `female`, `unknown`, `jan`.
  case category
  /// What a cell holds where there is no number: `na`, `nan`.
  case missing
  /// What a cell holds in place of a hidden number: `[redacted]`, `suppressed`.
  case mask
  /// Labels of rows that say of how many people a column's other numbers are: `n`, `base`.
  case size
  /// Headers that name people and nothing that tells them from others: `patients`, `residents`.
  case people
  /// Headers that stand beside each other where numbers are no counts: of genome-wide results, of the settings of
  /// models and simulations, of topics found in texts, of data dictionaries, of code lists.
  case genome, tuning, topic, dictionary, codelist
  /// Statistics that stand behind the number they belong to, under the same header each time: `se`.
  case companion
  /// Words before a number that is a limit: `nearest`.
  case limit
  /// Words beside a percentage that is no share of people: `confidence`, `by`.
  case otherShare = "other-share"
  /// What people of a group do or have, behind their number: "two died".
  case happening
  /// Words before the number of a part of a group: "and 3 died".
  case joining
  /// What else is counted in sentences about a group of people: `models`, `sites`.
  case uncounted
  /// Words that numbers are written with: `twenty`.
  case numeral
  /// Words with which statements of programs begin: `import`.
  case statement
  /// Units of time in headers.
  case year, quarter, month, week, day, hour
}
