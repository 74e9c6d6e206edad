// From places in the text that was parsed to places that a reader of the file can find.

import DisclosureRules

/// Where a table or a text that was taken out of a file really stands.
enum TableOrigin: Sendable {
  /// Rows of a sheet; the first column of the text is a column of the sheet, from 1.
  case sheet(String, firstColumn: Int, rows: LineOrigins)
  /// Lines of a document.
  case lines(LineOrigins)
  /// Each line of the text has a place of its own.
  case places([Location])

  /// The place in the file.
  func location(of location: Location) -> Location {
    var found = location
    found.byteOffset = nil
    found.byteLength = nil
    found.textColumn = nil
    found.line = nil
    switch self {
    case .sheet(let name, let firstColumn, let rows):
      found.sheet = name
      if let line = location.line, line > 0 {
        let row = rows.origin(ofLine: line)
        found.cell =
          location.column.map { CellAddress.text(column: firstColumn + $0 - 1, row: row) } ?? String(row)
      } else {
        found.cell = location.column.map { CellAddress.letters(ofColumn: firstColumn + $0 - 1) }
      }
    case .lines(let lines):
      found.line = location.line.map(lines.origin)
    case .places(let places):
      found.table = nil
      found.row = nil
      found.column = nil
      found.columnName = nil
      guard let line = location.line, places.indices.contains(line - 1) else { break }
      let place = places[line - 1]
      found.line = place.line
      found.sheet = place.sheet
      found.cell = place.cell
      found.byteOffset = place.byteOffset
      found.part = place.part ?? location.part
    }
    return found
  }

  /// The place of a cell in a list of cells; what has no byte of its own has −1.
  func place(of place: CellPlace) -> CellPlace {
    var found = place
    found.byteOffset = -1
    found.byteLength = 0
    switch self {
    case .sheet(_, _, let rows): found.line = rows.origin(ofLine: place.line)
    case .lines(let lines): found.line = lines.origin(ofLine: place.line)
    case .places(let places):
      found.row = 0
      found.line = places.indices.contains(place.line - 1) ? places[place.line - 1].line ?? 0 : 0
    }
    return found
  }
}

extension Finding {
  /// The finding at the places that a reader of its file can find.
  ///
  /// - Parameter origins: of all tables of the request, by their names.
  func placed(by origins: [String: TableOrigin]) -> Finding {
    func origin(_ location: Location) -> TableOrigin? { location.table.flatMap { origins[$0] } }
    var placed = self
    placed.related = related.map { place in origin(place)?.location(of: place) ?? place }
    guard let origin = origin(location) else { return placed }
    placed.location = origin.location(of: location)
    placed.cells = cells.map(origin.place)
    return placed
  }
}
