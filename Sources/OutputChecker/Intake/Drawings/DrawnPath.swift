// The corners of a path.

/// Follows the pen of a path. Source: W3C, SVG 1.1, 8.3 path data.
struct DrawnPath {
  /// Corners that are kept: no bar and no label's ground has more.
  private static let most = 64
  private(set) var corners: [(x: Double, y: Double)] = []
  /// Every line is drawn along an axis, and there are no more than a box has.
  private(set) var isBox = false

  /// - Parameter data: the attribute `d` of a path, or the points of a polygon.
  init(_ data: String, isPoints: Bool = false) {
    var numbers: [Double] = []
    var command: UInt8 = isPoints ? UInt8(ascii: "M") : 0
    var number = ""
    var pen = (x: 0.0, y: 0.0)
    var start = (x: 0.0, y: 0.0)
    var isStraight = true
    var pens = 0
    func finishNumber() {
      if let value = Double(number), value.isFinite { numbers.append(value) }
      number = ""
    }
    func draw() {
      let size = Self.sizes[command | 0x20] ?? 0
      guard size > 0 else {
        if command | 0x20 == UInt8(ascii: "z") { pen = start }
        numbers = []
        return
      }
      let isRelative = command & 0x20 != 0
      var index = 0
      while index + size <= numbers.count, corners.count < Self.most {
        let n = numbers[index..<(index + size)]
        let base = isRelative ? pen : (x: 0, y: 0)
        switch command | 0x20 {
        case UInt8(ascii: "h"): pen.x = base.x + n[n.startIndex]
        case UInt8(ascii: "v"): pen.y = base.y + n[n.startIndex]
        default:
          // The last two numbers are where a line or a curve ends.
          let end = (x: base.x + n[n.endIndex - 2], y: base.y + n[n.endIndex - 1])
          if size > 2 || index > 0 || command | 0x20 != UInt8(ascii: "m") {
            isStraight = isStraight && size == 2 && (abs(end.x - pen.x) < 1e-6 || abs(end.y - pen.y) < 1e-6)
          }
          pen = end
        }
        if command | 0x20 == UInt8(ascii: "m") && index == 0 {
          start = pen
          pens += 1
        }
        corners.append(pen)
        index += size
      }
      numbers = []
    }
    for byte in data.utf8 {
      guard corners.count < Self.most else { break }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        number += String(UnicodeScalar(byte))
      case UInt8(ascii: "."):
        if number.contains(".") { finishNumber() }
        number += "."
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if !number.isEmpty && number.last?.lowercased() != "e" { finishNumber() }
        number += String(UnicodeScalar(byte))
      case 0x00...0x20, UInt8(ascii: ","): finishNumber()
      default:
        finishNumber()
        draw()
        command = byte
        if command | 0x20 == UInt8(ascii: "z") { draw() }
      }
    }
    finishNumber()
    draw()
    isBox = isStraight && pens == 1 && (4...5).contains(corners.count)
  }

  /// Numbers that each command takes.
  private static let sizes: [UInt8: Int] = [
    UInt8(ascii: "m"): 2, UInt8(ascii: "l"): 2, UInt8(ascii: "t"): 2, UInt8(ascii: "h"): 1,
    UInt8(ascii: "v"): 1, UInt8(ascii: "c"): 6, UInt8(ascii: "s"): 4, UInt8(ascii: "q"): 4,
    UInt8(ascii: "a"): 7,
  ]
}
