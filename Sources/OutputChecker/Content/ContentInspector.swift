// What one text holds that people don't see as it is.

import DisclosureRules

/// Looks at single cells, headers, notes and names.
struct ContentInspector: Sendable {
  private let scripts: ScriptMix
  private let payloads: PayloadDecoder

  init(_ vocabulary: Vocabulary, identifiers: IdentifierScanner) {
    scripts = ScriptMix(vocabulary.scripts)
    payloads = PayloadDecoder(identifiers: identifiers)
  }

  /// What was seen in a text.
  struct Sight: Equatable {
    var kind: ContentKind
    var identifiers: [RuleName] = []
  }

  /// Everything that is in a text, in the order of ``ContentKind``.
  ///
  /// - Parameter isCell: a spreadsheet reads it as a cell; in prose and in names signs are just that.
  func sights(in content: Span<UInt8>, isCell: Bool) -> [Sight] {
    guard content.count > 0 else { return [] }
    var sights: [Sight] = []
    var isVisible = true
    var union: UInt8 = 0
    for index in content.indices {
      let byte = content[index]
      union |= byte
      // Line ends and tabs in a cell are what they seem.
      if byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte > 0x7E { isVisible = false }
    }
    if isCell || !isVisible {
      let text = TextDecoding.string(content)
      if isCell, let formula = FormulaText.kind(of: text) { sights.append(Sight(kind: formula)) }
      if !isVisible { sights += InvisibleText.kinds(in: text).map { Sight(kind: $0) } }
      // One script is Latin's, and ASCII has no other.
      if union > 0x7F && scripts.isMixed(text) { sights.append(Sight(kind: .mixedScript)) }
    }
    if let found = payloads.find(in: content) {
      sights.append(Sight(kind: found.kind, identifiers: found.identifiers))
    }
    if LongNumber.isIn(content) { sights.append(Sight(kind: .longNumber)) }
    return sights
  }

  /// What the name of a file holds.
  func hits(inName name: String, at location: Location) -> [ContentHit] {
    var sights = sights(in: Array(name.utf8).span, isCell: false)
    // In a text they break lines; in a name nobody sees them.
    if !sights.contains(where: { $0.kind == .control }), name.utf8.contains(where: { $0 < 0x20 }) {
      sights.append(Sight(kind: .control))
    }
    return sights.map { ContentHit(kind: $0.kind, location: location, identifiers: $0.identifiers) }
  }
}
