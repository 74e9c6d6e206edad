// What inflates gzip streams, chosen once a process.

import CIsal

/// A library that inflates.
public enum InflateEngine: String, CaseIterable, Sendable {
  /// zlib, which is always there.
  case zlib
  /// ISA-L, about three times as fast, where its shared library `libisal.so.2` is installed.
  case isal

  /// The environment variable that forces one.
  public static let variable = "CHECKER_INFLATE"

  /// Whether this machine has it.
  public var isAvailable: Bool {
    switch self {
    case .zlib: true
    case .isal: checker_isal_available() != 0
    }
  }

  /// What the process uses: what ``variable`` asks for, or the fastest.
  static let current = (try? choice(named: Surroundings.variable(variable))) ?? best

  private static var best: InflateEngine { InflateEngine.isal.isAvailable ? .isal : .zlib }

  /// The engine of a name; the fastest for nil.
  public static func choice(named name: String?) throws(UnavailableChoice) -> InflateEngine {
    guard let name else { return best }
    guard let engine = InflateEngine(rawValue: name) else {
      let known = allCases.map(\.rawValue).joined(separator: ", ")
      throw UnavailableChoice(description: "\(variable)=\"\(name)\" inflates nothing; known are: \(known)")
    }
    guard engine.isAvailable else {
      throw UnavailableChoice(
        description: "\(variable)=\(name): libisal.so.2 is not installed, or not as expected")
    }
    return engine
  }
}
