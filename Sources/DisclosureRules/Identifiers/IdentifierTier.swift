// How near an identifier leads to a person.

/// The severity of an identifier; a ruleset gives each tier its verdict.
public enum IdentifierTier: String, Sendable, CaseIterable {
  /// It stands for one person by itself: a number of the health service, a name, an address of a mailbox.
  case direct
  /// It leads to a person with little else: a postcode, a vehicle, a pseudonym, the code of a clinician.
  case indirect
  /// It names what a person was near or used: a device, a connection, a place.
  case contextual
}
