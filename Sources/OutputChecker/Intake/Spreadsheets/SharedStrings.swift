// The texts that the cells of a workbook share.

/// Texts by number, and which of them any cell shows.
final class SharedStrings {
  private var texts: [String] = []
  private var isShown: [Bool] = []
  /// Texts that belong to others, such as hints how to pronounce them.
  private var beside: [String] = []

  func add(_ text: String) {
    texts.append(text)
    isShown.append(false)
  }

  func addBeside(_ text: String) { beside.append(text) }

  /// The text of a number, which is shown from now on.
  func text(_ index: Int) -> String? {
    guard texts.indices.contains(index) else { return nil }
    isShown[index] = true
    return texts[index]
  }

  /// What leaves with the workbook and stands in no cell.
  var unshown: [String] {
    texts.indices.filter { !isShown[$0] && !texts[$0].isEmpty }.map { texts[$0] } + beside
  }
}
