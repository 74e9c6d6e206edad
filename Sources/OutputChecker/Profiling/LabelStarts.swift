// How texts begin that may be more than labels.

import CKernels
import DisclosureRules

/// The beginnings of texts that have a meaning besides being a label: masks, months, bounds and numbers in words or in
/// Roman numerals. A kernel counts every other text that begins with a letter without reading it.
///
/// It is a set of hashes, so it may hold beginnings that mean nothing: such texts are read.
struct LabelStarts: Sendable {
  /// A bit for each `checker_label_start`.
  private(set) var bits = [UInt8](repeating: 0, count: Int(CHECKER_LABEL_STARTS))

  /// Bytes that are looked at. Texts with fewer are always read.
  static let length = 3

  /// What has a meaning whatever the ruleset.
  static let ordinary: LabelStarts = {
    var starts = LabelStarts()
    for text in DateText.starts + NumberText.boundStarts + DisguisedNumber.starts { starts.add(text) }
    // Quarters: a `q` and a digit, perhaps with something between them.
    for second in UInt8.min...31 {
      for third in UInt8.min...31 { starts.add([UInt8(ascii: "q"), second, third]) }
    }
    return starts
  }()

  /// Adds the beginning of a text; none that is shorter than ``length`` counts.
  mutating func add(_ text: [UInt8]) {
    guard text.count >= Self.length else { return }
    let start = unsafe text.withUnsafeBufferPointer {
      unsafe Int(checker_label_start($0.baseAddress.unsafelyUnwrapped))
    }
    bits[start / 8] |= 1 << UInt8(start % 8)
  }
}
