// What the command says beside its reports, and how it looks.

import OutputChecker

/// Standard output and standard error.
enum Terminal {
  /// Columns of a line where the terminal doesn't say.
  static let defaultWidth = 100
  /// Longer lines are hard to read.
  static let longestWidth = 140

  /// Writes text to standard output, to its end.
  static func print(_ text: String) throws {
    let writer = ReportWriter.standardOutput()
    try writer.write(text.hasSuffix("\n") ? text : text + "\n")
    try writer.finish()
  }

  /// Says on standard error what went wrong. When even that fails the exit status still tells.
  static func complain(_ message: String) {
    let writer = ReportWriter.standardError()
    let name = message.hasPrefix("Error:") || message.hasPrefix("USAGE:") ? "" : "checker-cli: "
    let ended = message.hasSuffix("\n") ? message : message + "\n"
    do {
      try writer.write(name + Escaping.terminal(ended, keepingNewlines: true))
      try writer.flush()
    } catch {}
  }

  /// Columns of standard output.
  static var width: Int {
    min(Surroundings.terminalWidth(1) ?? defaultWidth, longestWidth)
  }

  /// Whether a stream can and should be coloured.
  static func isColoured(_ choice: When, descriptor: Int32) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      // Source: no-color.org: set and not empty means no colour.
      Surroundings.isTerminal(descriptor) && (Surroundings.variable("NO_COLOR") ?? "").isEmpty
        && Surroundings.variable("TERM") != "dumb"
    }
  }
}
