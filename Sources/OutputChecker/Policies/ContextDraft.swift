// What a context file says, before the tables are known that it speaks of.

import DisclosureRules

/// A name in a context file, and where it stands.
struct ContextName: Sendable, Equatable {
  var text: String
  /// Line of the context file, from 1.
  var line: Int
}

/// Everything that a context file says.
struct ContextDraft: Sendable, Equatable {
  /// Who is in the tables, unless a table says otherwise.
  var population = PopulationDraft()
  var tables: [TableDraft] = []
  var nestings: [NestingDraft] = []
  /// What the file says and nobody reads, in its own words: ACRO's results hold more than is used.
  var unused: [String] = []
}

/// Who is counted.
struct PopulationDraft: Sendable, Equatable {
  var name: String?
  var size: Int64?
}

/// A population that is part of another one.
struct NestingDraft: Sendable, Equatable {
  /// Patterns of tables.
  var outer: ContextName
  var inner: ContextName
}

/// What is said of a table, or of all tables that a pattern matches.
struct TableDraft: Sendable, Equatable {
  /// A path below the request, a file's name, or a pattern.
  var file: ContextName
  /// Nothing is wrong when no such table is checked: another tool lists all that it ever wrote.
  var isOptional = false
  var statistic: ColumnRole?
  var counted: TableDeclaration.Counted?
  var population = PopulationDraft()
  var rounding: Int?
  var isExact = false
  var size: SizeDraft?
  var columns: [ColumnDraft] = []
  var hierarchies: [HierarchyDraft] = []
  var zeros: [ZeroDraft] = []
  var masks: [MaskToken] = []
  var microdata: MicrodataDraft?
  /// Cells that another tool found unsafe.
  var known: [KnownDraft] = []
}

/// A cell that another tool found unsafe.
struct KnownDraft: Sendable, Equatable {
  /// How the tool names it.
  enum Place: Sendable, Equatable {
    /// From 0, without the header and the index; the columns' headers say where the index ends.
    case numbers(row: Int, column: Int, of: [String])
    /// By the label of its row and the header of its column.
    case labels(row: String, column: String)
  }

  var place: Place
  /// The tool's own name of the check.
  var reason: String
}

/// Where an N is.
enum SizeDraft: Sendable, Equatable {
  case number(Int64)
  case column(ContextName)
  case row(ContextName)
}

/// What is said of one column.
struct ColumnDraft: Sendable, Equatable {
  /// Its header, or its number from 1.
  var name: ContextName
  var declared = TableDeclaration.Column()
  var size: SizeDraft?
}

/// Labels that add up to others.
struct HierarchyDraft: Sendable, Equatable {
  /// The column of the labels; nil when they are headers.
  var column: ContextName?
  /// Each parent with its children.
  var parents: [(parent: ContextName, children: [ContextName])] = []
  /// Columns from the coarsest to the finest.
  var levels: [ContextName] = []
  var line = 1

  static func == (left: HierarchyDraft, right: HierarchyDraft) -> Bool {
    left.column == right.column && left.levels == right.levels && left.line == right.line
      && left.parents.elementsEqual(right.parents) { $0.parent == $1.parent && $0.children == $1.children }
  }
}

/// Cells that can be nothing but 0.
struct ZeroDraft: Sendable, Equatable {
  /// Their column; nil for every column of numbers.
  var column: ContextName?
  /// The labels that their rows have.
  var conditions: [ConditionDraft] = []
  var line = 1
}

/// A column and the labels it may have.
struct ConditionDraft: Sendable, Equatable {
  var column: ContextName
  var labels: [ContextName]
}

/// The record-level file behind a table.
struct MicrodataDraft: Sendable, Equatable {
  /// A column of the microdata and what it is in the table.
  struct Dimension: Sendable, Equatable {
    var source: ContextName
    /// A column of the table; nil when it has the same name, or when its values are headers.
    var target: ContextName?
    /// Its values are headers of the table.
    var isHeader = false
  }

  /// Relative to the folder of the context file.
  var file: ContextName
  var by: [Dimension] = []
  var value: ContextName?
  var weight: ContextName?
  var holding: ContextName?
  var filter: [ConditionDraft] = []
}
