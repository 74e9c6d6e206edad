// The file of accepted findings, read strictly.

public import DisclosureRules

/// Waivers with the digest of the file they come from.
public struct WaiverSet: Sendable, Equatable {
  /// In the order of the file.
  public var waivers: [Waiver]
  /// Of the file's bytes.
  public var sha256: String

  /// Reads a waiver file.
  ///
  /// - Parameters:
  ///   - path: of a YAML file with the one key `waivers`.
  ///   - today: `2026-01-30`, in UTC: a waiver that ended before is an error.
  ///   - rules: the rules that a waiver may name.
  /// - Throws: the first error, with its line.
  public static func load(
    _ path: String, today: String, rules: [any Rule] = RuleCatalogue.all
  ) throws(PolicyError) -> WaiverSet {
    let file: SmallFile
    do throws(SmallFile.Failure) {
      file = try SmallFile.read(path, limit: YAMLText.byteLimit)
    } catch {
      throw error.policyError(file: path, expected: "waiver file")
    }
    return try read(file.bytes, file: path, today: today, rules: rules)
  }

  /// Reads the bytes of a waiver file.
  static func read(
    _ bytes: [UInt8], file: String, today: String, rules: [any Rule] = RuleCatalogue.all
  ) throws(PolicyError) -> WaiverSet {
    let root = try YAMLText.parse(bytes, file: file)
    do throws(Complaint) {
      let entries = try root.entries(keys: ["waivers"], in: "the waiver file")
      guard let list = entries["waivers"] else {
        throw Complaint(line: root.line, message: "\"waivers\" is missing")
      }
      var waivers: [Waiver] = []
      for item in try list.value.list() {
        let waiver = try Self.waiver(item, today: today, known: rules.map(\.name.rawValue))
        if waivers.contains(where: { $0.subject == waiver.subject }) {
          throw Complaint(line: waiver.line, message: "the same is waived twice")
        }
        waivers.append(waiver)
      }
      return WaiverSet(waivers: waivers, sha256: TextDigest.sha256(bytes))
    } catch {
      throw PolicyError(file: file, line: error.line, message: error.message)
    }
  }

  private static let keys = ["fingerprint", "rule", "sha256", "reason", "approver", "expires"]

  private static func waiver(
    _ item: PolicyNode, today: String, known: [String]
  ) throws(Complaint) -> Waiver {
    let entries = try item.entries(keys: keys, in: "a waiver")
    func text(_ key: String) throws(Complaint) -> String? {
      guard let entry = entries[key] else { return nil }
      do throws(Complaint) { return try entry.value.text() } catch {
        throw Complaint(line: error.line, message: "\"\(key)\" \(error.message)")
      }
    }
    func required(_ key: String) throws(Complaint) -> String {
      guard let text = try text(key) else {
        throw Complaint(line: item.line, message: "a waiver needs \"\(key)\"")
      }
      return text
    }
    let subject: Waiver.Subject
    switch (try text("fingerprint"), try text("rule"), try text("sha256")) {
    case (let fingerprint?, nil, nil): subject = .fingerprint(fingerprint)
    case (nil, let rule?, let sha256?):
      guard known.contains(rule) else {
        throw Complaint(
          line: entries["rule"]?.line ?? item.line,
          message: "unknown rule \(PolicyNode.quoted(rule))" + Nearest.suggestion(for: rule, among: known))
      }
      subject = .rule(RuleName(rawValue: rule), sha256: sha256)
    default:
      throw Complaint(
        line: item.line, message: "a waiver needs either \"fingerprint\" or both \"rule\" and \"sha256\"")
    }
    let expires = try required("expires")
    let line = entries["expires"]?.line ?? item.line
    guard RulesetReader.isDate(expires) else {
      throw Complaint(line: line, message: "\"expires\" must be written 2026-01-30")
    }
    // Dates of this form sort like text.
    guard expires >= today else {
      throw Complaint(line: line, message: "the waiver expired on \(expires); today is \(today)")
    }
    return Waiver(
      subject: subject, reason: try required("reason"), approver: try required("approver"), expires: expires,
      line: item.line)
  }
}

extension PolicyNode {
  /// The entries of a map that may have these keys only, by key.
  fileprivate func entries(keys: [String], in place: String) throws(Complaint) -> [String: Entry] {
    var found: [String: Entry] = [:]
    for entry in try map() {
      guard keys.contains(entry.key) else {
        throw Complaint(
          line: entry.line,
          message: "unknown key \(Self.quoted(entry.key)) in \(place)"
            + Nearest.suggestion(for: entry.key, among: keys))
      }
      found[entry.key] = entry
    }
    return found
  }
}
