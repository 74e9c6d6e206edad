// A header brought to plain lower-case letters, whatever its case, spacing, width, script or line breaks.

/// A header as phrases are looked for in it: its letters and digits in one row, and the borders of its words.
///
/// Separators count only as borders. So `Patient ID`, `patient_id`, `PatientID`, `PATIENT-ID`, `patientid`
/// and `p a t i e n t id` all hold the same row of letters, and spelling a header otherwise hides nothing.
public struct HeaderText: Sendable, Equatable {
  /// Letters and digits after folding. Letters with no ASCII likeness stay, in lower case.
  public let letters: [Unicode.Scalar]
  /// Positions in ``letters`` at which a word may start or end: separators, changes of case, and borders of
  /// letters and digits; 0 and `letters.count` included; ascending.
  public let borders: [Int]
  /// The borders that are separators in the header itself.
  public let separators: [Int]

  /// Longer headers are cut: no phrase needs more, and the work stays bounded.
  public static let longest = 1_024

  /// - Parameter lookAlikes: characters that look like an ASCII letter, by code point.
  public init(_ header: String, lookAlikes: [UInt32: UInt8]) {
    var builder = Builder(lookAlikes: lookAlikes)
    for scalar in header.unicodeScalars.prefix(Self.longest) { builder.take(scalar) }
    builder.endWord()
    letters = builder.letters
    separators = builder.separators
    borders = builder.borders
  }

  /// The words between separators and changes of case; `top1` stays one word.
  public var words: [String] {
    zip(borders, borders.dropFirst()).reduce(into: [String]()) { words, pair in
      let word = text(pair.0..<pair.1)
      let staysTogether =
        !separators.contains(pair.0) && pair.0 > 0
        && letters[pair.0 - 1].isASCIIDigit != letters[pair.0].isASCIIDigit
      if staysTogether, let last = words.popLast() {
        words.append(last + word)
      } else {
        words.append(word)
      }
    }
  }

  /// All letters and digits, as text.
  public var text: String { text(0..<letters.count) }

  /// Nothing of the header is a letter or a digit.
  public var isEmpty: Bool { letters.isEmpty }

  /// The letters of a range, as text.
  public func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters[range])
    return String(text)
  }
}

extension HeaderText {
  /// Takes the characters of a header one by one.
  private struct Builder {
    let lookAlikes: [UInt32: UInt8]
    var letters: [Unicode.Scalar] = []
    var borders: [Int] = [0]
    var separators: [Int] = [0]
    /// What the last letter of the running word was, before folding.
    private var last: Kind?
    /// Upper-case letters in a row up to here.
    private var capitals = 0

    private enum Kind { case upper, other, digit }

    init(lookAlikes: [UInt32: UInt8]) { self.lookAlikes = lookAlikes }

    mutating func take(_ scalar: Unicode.Scalar) {
      switch LetterFolding.fold(scalar, lookAlikes: lookAlikes) {
      case .dropped: break
      case .separator: endWord()
      case .period:
        // "No. of patients", "No.": the short form of "number", not the answer "no".
        let word = letters[(separators.last ?? 0)...]
        if word.elementsEqual("no".unicodeScalars) {
          letters.removeLast(word.count)
          take(word: "number")
        }
        endWord()
      case .word(let word):
        endWord()
        take(word: word)
        endWord()
      case .letter(let letter):
        let isUpper = scalar.properties.isUppercase
        append(letter, isUpper ? .upper : .other)
      case .digit(let digit): append(digit, .digit)
      }
    }

    mutating func endWord() {
      mark(&separators, letters.count)
      mark(&borders, letters.count)
      last = nil
      capitals = 0
    }

    private mutating func take(word: String) { letters.append(contentsOf: word.unicodeScalars) }

    private mutating func append(_ letter: Unicode.Scalar, _ kind: Kind) {
      switch (last, kind) {
      case (.other, .upper), (.digit, .upper), (.digit, .other), (.upper, .digit), (.other, .digit):
        mark(&borders, letters.count)
      case (.upper, .other) where capitals > 1 && letter != "s":
        // "NHSNumber" is "NHS" and "Number"; "IDs" is one word.
        mark(&borders, letters.count - 1)
      default: break
      }
      capitals = kind == .upper ? capitals + 1 : 0
      last = kind
      letters.append(letter)
    }

    private func mark(_ list: inout [Int], _ position: Int) {
      if list.last.map({ $0 < position }) ?? true { list.append(position) }
    }
  }
}

extension Unicode.Scalar {
  /// One of `0`…`9`.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
