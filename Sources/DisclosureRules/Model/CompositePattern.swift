// How several numbers stand together in one cell.

/// The way in which a cell joins its numbers, which says what the second one is.
public enum CompositePattern: UInt8, Sendable, CaseIterable {
  /// The second is a percentage: `41 (16%)`, `41, 16%`.
  case percentage
  /// The second is what the first is part of: `3 / 12`, `3 of 12`.
  case fraction
  /// Two numbers that enclose the first: `12 [3–20]`, `1.2 (0.9, 1.6)`, `12 (3 to 20)`.
  case interval
  /// A spread around the first: `5.2 ± 1.1`.
  case spread
  /// One number in brackets: `5.2 (1.1)`.
  case bracketed
  /// Any other way: `12; 5`.
  case other
}
