// The identity of a policy: digests of its texts.

import Crypto

/// SHA-256 of texts, as lower-case hexadecimal digits.
enum TextDigest {
  static func sha256(_ bytes: [UInt8]) -> String {
    Hexadecimal.string(SHA256.hash(data: bytes))
  }

  /// The digest of one text is its own, which `sha256sum` gives as well; that of several is the digest of
  /// their digests, a line each.
  static func sha256(ofAll texts: [[UInt8]]) -> String {
    if texts.count == 1, let text = texts.first { return sha256(text) }
    return sha256(texts.flatMap { Array((sha256($0) + "\n").utf8) })
  }
}
