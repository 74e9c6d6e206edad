// coordinates: a place to a few metres.

/// National Grid references of Great Britain, and pairs of latitude and longitude in one field.
///
/// Source: Ordnance Survey, "A guide to coordinate systems in Great Britain"; ISO 6709.
public enum Coordinates {
  /// The name of the rule.
  public static let name: RuleName = "coordinates"

  /// First letters of the squares that hold land.
  private static let squares = UKPostcode.Letters("HNOST")

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "The place of a home or an event to some hundred metres or better.",
      rationale: """
        Three decimals of a degree are a hundred metres: with them a place is an address. Pairs of latitude \
        and longitude in one field, and references of the National Grid with ten figures or with eight, are \
        for a person to judge; so are columns whose headers say latitude or longitude, with as many decimals.
        """,
      remedy: "Round to one decimal, or give an area in place of the place.",
      sources: ["Ordnance Survey, A guide to coordinate systems in Great Britain", "ISO 6709"],
      examples: [
        RuleExample(.review, "a grid reference", "site,n\nTQ 30080 80464,12\n"),
        RuleExample(.review, "latitude and longitude", "place,n\n\"51.50740, -0.12780\",12\n"),
        RuleExample(
          .pass, "estimates and intervals",
          "region,patients,odds ratio\nNorth,120,\"2.345 (1.234, 3.456)\"\nSouth,130,\"1.115 (0.904, 1.456)\"\n"
        ),
      ]
    ),
    pack: .generic, tier: .contextual, title: "the coordinates of a place", check: "lie on the map",
    forms: ["AA_99999_99999", "AA_9999_9999", "AA9999999999"].map { IdentifierForm($0) }
      + ["d, d", "d, -d"].map {
        IdentifierForm(endingIn: $0, edge: .none, isWholeField: true, finder: findPair)
      },
    contextWords: ["grid", "lat", "lon", "coordinates", "gps"],
    matches: AtLeastOne(
      .init("TQ 30080 80464", .issued), .init("TQ3008080464", .issued), .init("51.50740, -0.12780", .issued),
      .init("grid ref TQ 30080 80464", .spelled)),
    nonMatches: AtLeastOne("AB 30080 80464", "51.5, -0.1", "2.345 (1.234, 3.456)", "0.507, -0.127"),
    validate: { text, _ in
      guard squares[text[0]], !text.hasLowerCase else { return nil }
      return IdentifierValue(strength: .issued, key: text.key, isInRange: true)
    })

  /// Latitudes of the British Isles, by their whole degrees; their longitudes are below 20.
  private static let latitudes = 49...61

  /// Decimals that make a place an address.
  private static let fewestDecimals = 3

  /// The shape is the comma and what stands beside it: 51.50740, -0.12780.
  private static let findPair: IdentifierForm.Finder = { bytes, end, _ in
    var comma = end - 3
    if bytes[comma] != UInt8(ascii: ",") { comma -= 1 }
    let point = UInt8(ascii: ".")
    var start = comma
    while start > 0, comma - start <= 12, ByteKind.isDigit(bytes[start - 1]) || bytes[start - 1] == point {
      start -= 1
    }
    var last = end
    while last < bytes.count, last - end <= 12, ByteKind.isDigit(bytes[last]) || bytes[last] == point {
      last += 1
    }
    // Two digits, a point, decimals; one digit or two, a point, decimals.
    guard comma - start >= 3 + fewestDecimals, bytes[start + 2] == point, ByteKind.isDigit(bytes[start]),
      ByteKind.isDigit(bytes[start + 1]),
      latitudes.contains(Int(bytes[start] & 15) * 10 + Int(bytes[start + 1] & 15)),
      let second = (end..<min(last, end + 2)).first(where: { bytes[$0] == point }),
      last - second > fewestDecimals, second == end || bytes[end - 1] <= UInt8(ascii: "1")
    else { return nil }
    let text = IdentifierText(bytes.extracting(start..<last), isSpelled: false)
    return .init(start..<last, IdentifierValue(strength: .issued, key: text.key, isInRange: true))
  }
}
