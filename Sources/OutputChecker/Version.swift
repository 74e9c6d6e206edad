// The version that reports and `--version` print.

/// The checker's own version.
public enum Version {
  /// Semantic version of the command and the library.
  public static let current = "0.1.0"
}
