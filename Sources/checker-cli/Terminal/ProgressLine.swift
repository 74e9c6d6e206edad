// The line on standard error that tells people how far a check has come.

import OutputChecker
import Synchronization

/// One line that is written over and over, and wiped at the end.
final class ProgressLine: Sendable {
  /// A check that is over sooner shows nothing.
  private static let delay = Duration.milliseconds(400)
  /// Between two drawings; more often is only flicker.
  private static let interval = Duration.milliseconds(100)
  /// Before that the rate says nothing of what is to come.
  private static let settled = 2.0
  private static let eraseLine = "\r\u{1B}[K"

  private struct State {
    var drawn: ContinuousClock.Instant?
    var isBroken = false
  }

  private let started = ContinuousClock.now
  private let delay: Duration
  private let width: Int
  private let state = Mutex(State())

  /// - Parameter isImmediate: draw from the first moment, however short the check.
  init(isImmediate: Bool, width: Int) {
    delay = isImmediate ? .zero : Self.delay
    self.width = width
  }

  /// Draws how far the check has come.
  func show(_ progress: CheckProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard !state.isBroken, now - started >= delay else { return }
      if let drawn = state.drawn, now - drawn < Self.interval { return }
      state.drawn = now
      let seconds = (now - started) / .seconds(1)
      let line = Self.line(progress, seconds: seconds, width: width)
      state.isBroken = !Self.write(Self.eraseLine + line)
    }
  }

  /// Wipes the line.
  func erase() {
    state.withLock { state in
      guard state.drawn != nil, !state.isBroken else { return }
      state.drawn = nil
      state.isBroken = !Self.write(Self.eraseLine)
    }
  }

  /// The line as it reads: `file 3 of 12, 40 MB of 1.2 GB, 350 MB/s, 4 s left: tables/t1.csv`.
  static func line(_ progress: CheckProgress, seconds: Double, width: Int) -> String {
    let number = min(progress.filesDone + 1, progress.filesKnown)
    var line = "file \(number) of \(progress.filesKnown), \(size(progress.bytesDone))"
    if progress.bytesKnown > 0 { line += " of \(size(progress.bytesKnown))" }
    if seconds > 0 {
      let rate = Double(progress.bytesDone) / seconds
      line += ", \(size(Int(exactly: rate.rounded()) ?? 0))/s"
      if seconds >= settled, rate > 0, progress.bytesKnown > progress.bytesDone {
        let left = Double(progress.bytesKnown - progress.bytesDone) / rate
        if let left = Int(exactly: left.rounded(.up)) { line += ", \(time(left)) left" }
      }
    }
    // One column stays free: a full line would wrap, and only its last part could be wiped.
    return String((line + ": " + Escaping.terminal(progress.path)).prefix(max(width - 1, 1)))
  }

  /// A size with its unit, in powers of 1,000.
  static func size(_ bytes: Int) -> String {
    var tenths = max(0, bytes).multipliedReportingOverflow(by: 10).partialValue
    guard bytes >= 1000 else { return "\(max(0, bytes)) B" }
    for unit in ["kB", "MB", "GB", "TB"] {
      tenths /= 1000
      if tenths < 10_000 {
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(tenths / 10) \(unit)"
      }
    }
    return "\(tenths / 10) TB"
  }

  static func time(_ seconds: Int) -> String {
    seconds < 120 ? "\(seconds) s" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
  }

  /// Progress is a courtesy: where it can't be shown the check goes on without.
  private static func write(_ text: String) -> Bool {
    let writer = ReportWriter.standardError()
    do {
      try writer.write(text)
      try writer.flush()
      return true
    } catch {
      return false
    }
  }
}
