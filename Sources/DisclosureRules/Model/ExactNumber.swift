// A decimal number exactly as a cell shows it.

/// A number of the form `mantissa / 10^scale`, exactly as written: `5.0` keeps its one decimal.
///
/// Counts and published decimals compare and add up without rounding error; statistics are converted with
/// ``double``.
public struct ExactNumber: Sendable, Hashable {
  /// Digits with sign.
  public var mantissa: Int64
  /// Digits after the decimal point, 0…18.
  public var scale: UInt8

  public init(mantissa: Int64, scale: UInt8 = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Powers of ten that fit an `Int64`.
  static let powersOfTen: [Int64] = {
    var powers: [Int64] = [1]
    while powers.count < 19 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()

  /// The nearest binary number.
  public var double: Double {
    scale == 0 ? Double(mantissa) : Double(mantissa) / Double(Self.powersOfTen[min(Int(scale), 18)])
  }

  /// The whole number this is equal to, or nil when it has a fractional part: 5 for `5.0`.
  public var whole: Int64? {
    if scale == 0 { return mantissa }
    let unit = Self.powersOfTen[min(Int(scale), 18)]
    return mantissa % unit == 0 ? mantissa / unit : nil
  }

  /// The same value without zeros at the end of its decimals: two numbers of one value are equal in this form.
  var shortest: ExactNumber {
    var number = self
    while number.scale > 0, number.mantissa % 10 == 0 {
      number.mantissa /= 10
      number.scale -= 1
    }
    return number
  }
}

extension ExactNumber: Comparable {
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.scale == right.scale { return left.mantissa < right.mantissa }
    return left.commonWith(right) { $0 < $1 }
  }

  /// Equal in value: `5` equals `5.0`.
  public func isEqual(to other: ExactNumber) -> Bool { commonWith(other) { $0 == $1 } }

  private func commonWith(_ other: ExactNumber, _ compare: (Int128, Int128) -> Bool) -> Bool {
    let widest = max(scale, other.scale)
    return compare(scaled(to: widest), other.scaled(to: widest))
  }

  /// The mantissa at a larger scale; an `Int128` holds every case (19 + 18 digits).
  func scaled(to wider: UInt8) -> Int128 {
    Int128(mantissa) * Int128(Self.powersOfTen[min(Int(wider - scale), 18)])
  }
}
