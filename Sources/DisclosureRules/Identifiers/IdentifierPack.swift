// Packs of identifiers, from which a ruleset chooses.

/// Whose identifiers they are.
public enum IdentifierPack: String, Sendable, CaseIterable {
  /// People of the United Kingdom.
  case uk
  /// People anywhere: addresses, numbers, devices.
  case generic
  /// People of Ireland.
  case ireland
  /// People of other countries.
  case international
}
