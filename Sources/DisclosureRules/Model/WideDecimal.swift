// Decimals that add up and multiply without rounding error, or say that they can't.

/// A number `mantissa / 10^scale` of up to 38 digits. Sums of record-level values and products with weights
/// are exact; what does not fit is nil, never wrong.
public struct WideDecimal: Sendable, Equatable {
  public private(set) var mantissa: Int128
  public private(set) var scale: Int

  /// The number 0.
  public static let zero = WideDecimal(mantissa: 0, scale: 0)

  init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  public init(_ number: ExactNumber) {
    self.init(mantissa: Int128(number.mantissa), scale: Int(number.scale))
  }

  public init(_ whole: Int64) { self.init(mantissa: Int128(whole), scale: 0) }

  /// 10^38 is the largest power of ten that an `Int128` holds.
  private static let powers: [Int128] = {
    var powers: [Int128] = [1]
    while powers.count < 39 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()

  /// The mantissa at a scale that is no smaller than the number's own; nil when it doesn't fit.
  func mantissa(atScale wider: Int) -> Int128? {
    let steps = wider - scale
    guard steps >= 0, steps < Self.powers.count else { return mantissa == 0 ? 0 : nil }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: Self.powers[steps])
    return overflow ? nil : product
  }

  /// The sum; nil when it doesn't fit.
  public func adding(_ other: WideDecimal) -> WideDecimal? {
    let wider = max(scale, other.scale)
    guard let left = mantissa(atScale: wider), let right = other.mantissa(atScale: wider) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : WideDecimal(mantissa: sum, scale: wider)
  }

  /// The difference; nil when it doesn't fit.
  public func subtracting(_ other: WideDecimal) -> WideDecimal? {
    adding(WideDecimal(mantissa: 0 &- other.mantissa, scale: other.scale))
  }

  /// The product; nil when it doesn't fit.
  public func multiplied(by other: WideDecimal) -> WideDecimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    return overflow ? nil : WideDecimal(mantissa: product, scale: scale + other.scale)
  }

  /// Without its sign.
  public var magnitude: WideDecimal {
    WideDecimal(mantissa: mantissa < 0 ? 0 &- mantissa : mantissa, scale: scale)
  }

  /// Whether this is less than the other; nil when they can't be brought to one scale.
  public func isLess(than other: WideDecimal) -> Bool? {
    let wider = max(scale, other.scale)
    guard let left = mantissa(atScale: wider), let right = other.mantissa(atScale: wider) else { return nil }
    return left < right
  }

  /// The nearest binary number.
  public var double: Double {
    scale < Self.powers.count ? Double(mantissa) / Double(Self.powers[scale]) : 0
  }
}
