// A request as the rules that compare tables see it.

/// A declaration that everybody counted in one table is counted in another one too.
public struct DeclaredNesting: Sendable, Equatable {
  /// The table with the larger population, by ``TableSubject/id``.
  public var outer: String
  /// The table whose population is part of it.
  public var inner: String
  public init(outer: String, inner: String) {
    self.outer = outer
    self.inner = inner
  }
}

/// All tables that want to leave together, with what the request declares of them.
public struct RequestSubject: Sendable {
  /// In the order of their paths, whatever the order in which they were named.
  public var tables: [TableSubject]
  /// Which populations contain which.
  public var nestings: [DeclaredNesting] = []

  /// The words by which labels are understood.
  public var vocabulary = Vocabulary()
  /// Tables whose cells were let go because the request holds more than its budget keeps, by id.
  public var released: [String] = []

  public init(tables: [TableSubject], vocabulary: Vocabulary = Vocabulary()) {
    self.tables = tables
    self.vocabulary = vocabulary
  }
}
