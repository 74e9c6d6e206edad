// encoded-payload: text and data in an encoding that hides them from every other check.

/// Finds encoded text and data in cells, headers, notes and names.
public struct EncodedPayload: ContentRule {
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "encoded-payload",
      family: .content,
      statbarn: nil,
      summary:
        "Text or data in base64, base32, base85, hexadecimal, percent-encoding, escapes or lists of codes; or backwards.",
      rationale: """
        An encoded cell passes every search for what is in it. What may be base64 or base32 (from 16 characters), \
        base85, hexadecimal (from 32), percent-encoding, an escape of a program or a page, or bytes one by one, in \
        digits of any base, is decoded once and scanned again; gzip and zlib are inflated. An identifier, also in 20 \
        hexadecimal digits, compressed data or a sentence fails. A few characters of text, letters and digits that \
        nobody would escape, long codes that decode to no text, and identifiers that are written backwards are for \
        a person to judge. Digests, UUIDs, codes and long words decode to no text and are none.
        """,
      remedy: "Write the content as it is, or leave it out.",
      parameters: [ContentVerdict.parameter.description],
      sources: [
        "RFC 4648, The Base16, Base32, and Base64 Data Encodings",
        "ISO 32000-1, 7.4.3, and RFC 1924: base85; RFC 2045, 6.7: quoted-printable",
        "RFC 3986, Uniform Resource Identifier: section 2.1, percent-encoding",
        "RFC 1950 and RFC 1952, ZLIB and GZIP formats",
      ],
      examples: [
        RuleExample(
          .pass, "digests, codes and long words",
          """
          model,digest,patients
          noninferiorityhypothesis,d41d8cd98f00b204e9800998ecf8427e,120
          COVID19VaccinationBooster,9e107d9d372bb6826bd81d3542a419d6,145

          """),
        RuleExample(
          .fail, "an NHS number of the test range in base64",
          "region,patients,note\nNorth,120,NDAxMDIzMjEzNw==\nSouth,145,none\n"),
        RuleExample(
          .fail, "a sentence in base64",
          "region,patients,note\nNorth,120,SGUgaXMgdGhlIG9ubHkgcGF0aWVudCBpbiBXaGl0Ynk=\nSouth,145,none\n"),
        RuleExample(
          .review, "a few letters in base64",
          "region,patients,note\nNorth,120,Q29kZSBmb3VyIHR3\nSouth,145,none\n"),
      ]
    )
  }

  public func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)? {
    switch kind {
    case .encodedIdentifier: (.fail, "The text is encoded and holds an identifier.")
    case .encodedCompressed: (.fail, "The text is encoded and holds compressed data.")
    case .encodedText: (.fail, "The text is encoded and holds a longer text.")
    case .encodedPerhaps:
      (
        .review,
        """
        The text may be encoded: it decodes to a few characters of text, is long and decodes to none, or holds an \
        identifier that is written backwards.
        """
      )
    default: nil
    }
  }
}
