// Read codes: five characters, some of which look like a compact postcode.

/// Codes of Read version 2 and of Clinical Terms Version 3.
///
/// Source: NHS Digital, Read Codes, file formats: five characters, filled up with dots.
public enum ReadCode {
  /// What the scan counts: five letters and digits of both kinds, or fewer and dots up to five.
  public static let vocabulary = CodeVocabulary(
    name: "read", title: "Read codes",
    forms: [
      "A9XXX", "9AXXX", "XA9XX", "X9AXX", "XXA9X", "XX9AX", "XXXA9", "XXX9A",
    ].map { IdentifierForm($0) } + ["X....", "XX...", "XXX..", "XXXX."].map { dotted($0) })

  private static func dotted(_ shape: String) -> IdentifierForm {
    IdentifierForm(endingIn: shape) { bytes, end, _ in
      let start = end - 5
      guard start >= 0, start == 0 || !ByteKind.isWord(bytes[start - 1]) else { return nil }
      var hasDigit = false
      for index in start..<end { hasDigit = hasDigit || ByteKind.isDigit(bytes[index]) }
      return hasDigit ? .init(start..<end, IdentifierValue(strength: .form, key: 0)) : nil
    }
  }
}
