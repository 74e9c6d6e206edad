// Colours as style sheets write them, as far as telling white, nothing and the rest needs it.

/// What something is painted with. Source: W3C, CSS Color Module Level 4, 4 to 7.
enum PaintColour: Equatable {
  /// Nothing, or so little that nobody sees it.
  case nothing
  /// Red, green and blue from 0 to 255.
  case rgb(Int, Int, Int)
  /// A name, a pattern or a reference that is not resolved: most likely seen.
  case other

  /// From this lightness on a colour can't be told from paper.
  private static let paper = 0xf0
  /// Below this share of opacity nothing is seen.
  static let leastOpacity = 0.06

  /// A colour that nobody tells from the paper it is on.
  var isPaper: Bool {
    if case .rgb(let red, let green, let blue) = self { min(red, green, blue) >= Self.paper } else { false }
  }

  /// - Parameter text: the value of a declaration or an attribute, in any letter case.
  init(_ text: String) {
    let said = text.lowercased().filter { !$0.isWhitespace }
    switch said {
    case "none", "transparent": self = .nothing
    case "white", "snow", "ivory", "ghostwhite", "whitesmoke", "floralwhite", "mintcream", "azure":
      self = .rgb(255, 255, 255)
    case "black": self = .rgb(0, 0, 0)
    default:
      self = said.hasPrefix("#") ? Self.hexadecimal(said.dropFirst()) : Self.function(text.lowercased())
    }
  }

  private static func hexadecimal(_ digits: Substring) -> PaintColour {
    let isShort = digits.utf8.count < 6
    let size = isShort ? 1 : 2
    guard digits.utf8.count % size == 0, (3...4).contains(digits.utf8.count / size) else { return .other }
    var parts: [Int] = []
    var rest = digits
    while !rest.isEmpty {
      guard let value = Int(rest.prefix(size), radix: 16) else { return .other }
      parts.append(isShort ? value * 17 : value)
      rest = rest.dropFirst(size)
    }
    if parts.count == 4, Double(parts[3]) < leastOpacity * 255 { return .nothing }
    return .rgb(parts[0], parts[1], parts[2])
  }

  /// `rgb(255, 255, 255)`, `rgb(100% 100% 100% / 0)`, `hsl(0, 0%, 100%)`.
  private static func function(_ said: String) -> PaintColour {
    guard let open = said.firstIndex(of: "("), let close = said.lastIndex(of: ")"), open < close else {
      return .other
    }
    let name = said[..<open].filter { $0.isLetter }
    let values = said[said.index(after: open)..<close].split { ", /\t".contains($0) }.map(amount)
    guard (3...4).contains(values.count) else { return .other }
    let numbers = values.compactMap { $0?.number }
    guard numbers.count == values.count else { return .other }
    if let alpha = values.dropFirst(3).first, let alpha, alpha.share < leastOpacity { return .nothing }
    switch name {
    case "rgb", "rgba":
      let levels = values.prefix(3).compactMap { value in
        value.map { Int(min(255, max(0, $0.isPercentage ? $0.number * 2.55 : $0.number)).rounded()) }
      }
      return levels.count == 3 ? .rgb(levels[0], levels[1], levels[2]) : .other
    case "hsl", "hsla":
      // What is as light as this is white, whatever its hue.
      return numbers[2] >= whiteLightness ? .rgb(255, 255, 255) : .other
    default: return .other
    }
  }

  private static let whiteLightness = 97.0

  private static func amount(_ text: Substring) -> (number: Double, isPercentage: Bool, share: Double)? {
    let isPercentage = text.hasSuffix("%")
    guard let number = Double(isPercentage ? text.dropLast() : text), number.isFinite else { return nil }
    return (number, isPercentage, isPercentage ? number / 100 : number)
  }
}
