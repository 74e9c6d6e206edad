// Makes text from files harmless for where it is shown.

/// Escapes text for terminals and for paths.
public enum Escaping {
  /// Text for a terminal: what could steer it, hide or reorder text becomes visible as `\u{202E}`.
  ///
  /// - Parameter keepingNewlines: true for text of several lines that is our own.
  public static func terminal(_ text: String, keepingNewlines: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) && !(keepingNewlines && scalar == "\n") {
        safe += "\\u{\(hexadecimal(scalar.value))}"
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// A path from the bytes of a file's name: `%`, `!`, control bytes and what is not UTF-8 as `%XX`.
  ///
  /// Characters that hide or reorder text are percent-encoded too: a path is read by people.
  public static func path(_ bytes: some Collection<UInt8>) -> String {
    var safe = ""
    var decoder = UTF8Runs(bytes: Array(bytes))
    while let run = decoder.next() {
      if let scalar = run.scalar, scalar != "%", scalar != "!", !isUnsafe(scalar) {
        safe.unicodeScalars.append(scalar)
      } else {
        for byte in run.bytes { safe += byte < 16 ? "%0\(hexadecimal(byte))" : "%\(hexadecimal(byte))" }
      }
    }
    return safe
  }

  /// Whether a character steers a terminal, hides or reorders text: C0 and C1 controls, bidirectional
  /// controls, zero-width characters, separators of lines, tags and whatever else has no shape of its own.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: return false
    case 0...0x1F, 0x7F...0x9F: return true
    case 0xA0...0x2FF: return scalar.value == 0xAD
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  static func hexadecimal(_ number: some BinaryInteger) -> String {
    String(number, radix: 16, uppercase: true)
  }
}

/// Splits bytes into scalars and single bytes that are part of none.
private struct UTF8Runs {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> (scalar: Unicode.Scalar?, bytes: ArraySlice<UInt8>)? {
    guard position < bytes.count else { return nil }
    // A valid sequence is as long as its scalar's encoding; what the decoder repairs is one bad byte.
    let window = bytes[position..<min(position + 4, bytes.count)]
    var decoder = UTF8()
    var iterator = window.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      let end = position + UTF8.width(scalar)
      defer { position = end }
      return (scalar, bytes[position..<end])
    }
    defer { position += 1 }
    return (nil, bytes[position...position])
  }
}
