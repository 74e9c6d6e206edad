// The tables of a request, kept until all of it has been read.

import DisclosureRules

/// Collects tables for the rules that compare them, within a limit of cells that holds for all together.
struct RequestLibrary {
  private(set) var subject: RequestSubject
  private var cells = 0
  private let cellLimit: Int

  init(vocabulary: Vocabulary, cellLimit: Int) {
    subject = RequestSubject(tables: [], vocabulary: vocabulary)
    self.cellLimit = cellLimit
  }

  /// Takes the tables of the next file, in path order. Those that would pass the limit lose their cells, here
  /// and in `tables`, and the request says so.
  ///
  /// - Parameter released: tables of the file that lost theirs before.
  mutating func take(_ tables: inout [TableSubject], released: [String]) {
    subject.released += released
    for index in tables.indices {
      let size = tables[index].rows * tables[index].columns.count
      if tables[index].kept != nil {
        if size > cellLimit - cells {
          tables[index].kept = nil
          subject.released.append(tables[index].id)
        } else {
          cells += size
        }
      }
      // The rules that ask for the first rows of a large table have been asked.
      tables[index].firstRows = nil
      subject.tables.append(tables[index])
      // The report needs no cells: only the request keeps them.
      tables[index].kept = nil
    }
  }
}
