// The byte scan: one pass over raw bytes finds every candidate of every identifier.

import CKernels
import DisclosureRules

/// What a scan of some bytes found; reused from one batch to the next.
struct ScanResult {
  var hits: [ScanHit] = []
  /// Offsets of characters that a second look may turn into digits, letters, spaces or hyphens.
  var oddOffsets: [Int] = []
  /// LF, CRLF and lone CR, one each.
  var lineEnds = 0
  /// Room for the kernel.
  fileprivate var places: [UInt32] = []

  mutating func reset() {
    hits.removeAll(keepingCapacity: true)
    oddOffsets.removeAll(keepingCapacity: true)
    lineEnds = 0
  }
}

/// Looks for identifiers in bytes. It knows nothing of fields: who maps hits to fields drops those that
/// straddle a border.
///
/// The bytes are cut into runs of letters and digits. A kernel names the few places where an identifier may
/// end; there, the last run is recognised by looking back. ``patterns`` says the same as regular expressions,
/// and a test compares the two.
struct IdentifierScanner: Sendable {
  private let areas: UKPostcode.Areas

  /// - Parameter postcodeAreas: areas that exist; when empty, every area may.
  init(postcodeAreas: Set<String>) { areas = UKPostcode.Areas(postcodeAreas) }

  /// Bytes that the kernel is given at a time, a multiple of 64: they stay in the cache until they are looked at.
  private static let chunk = 32 * 1024

  /// How far a scan has come.
  struct Progress {
    /// One past the last run looked at, the last address, the last character above ASCII.
    fileprivate var runEnd = 0
    fileprivate var addressEnd = 0
    fileprivate var characterEnd = 0
  }

  /// Adds what `bytes` hold to `result`.
  ///
  /// - Parameter kernel: the instruction set; it makes no difference to the result.
  func scan(_ bytes: Span<UInt8>, into result: inout ScanResult, kernel: Kernel = .current) {
    guard bytes.count > 0 else { return }
    var state = checker_scan_state()
    var progress = Progress()
    let room = min(bytes.count, Self.chunk) + 64
    if result.places.count < room { result.places = Array(repeating: 0, count: room) }
    var position = 0
    while position < bytes.count {
      let count = min(Self.chunk, bytes.count - position)
      let found = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe checker_scan_places(
          kernel.native, buffer.baseAddress.unsafelyUnwrapped + position, count,
          UInt32(truncatingIfNeeded: position), &state, &result.places)
      }
      for index in 0..<found {
        look(at: Int(result.places[index]), in: bytes, &progress, into: &result)
      }
      position += count
    }
    lookBehindPoint(at: bytes.count, in: bytes, &progress, into: &result)
    result.lineEnds += Int(state.line_ends)
  }

  /// Looks at a place that a kernel may name. Any other place does no harm: it is the rule that decides.
  func look(at place: Int, in bytes: Span<UInt8>, _ progress: inout Progress, into result: inout ScanResult) {
    let byte = bytes[place]
    if ByteClass.isWord(byte) { return lookAtRun(at: place, in: bytes, &progress, into: &result) }
    lookBehindPoint(at: place, in: bytes, &progress, into: &result)
    if byte == UInt8(ascii: "@") {
      address(at: place, in: bytes, end: &progress.addressEnd, into: &result)
    } else if byte > 127 && place >= progress.characterEnd {
      let character = OddCharacter.look(at: place, in: bytes)
      if character.isOdd { result.oddOffsets.append(place) }
      progress.characterEnd = place + character.length
    }
  }

  /// `1234.` is a code when no letter or digit follows the point, at `end`.
  func lookBehindPoint(
    at end: Int, in bytes: Span<UInt8>, _ progress: inout Progress, into result: inout ScanResult
  ) {
    guard end >= 2, bytes[end - 1] == UInt8(ascii: "."), ByteClass.isDigit(bytes[end - 2]) else { return }
    lookAtRun(at: end - 2, in: bytes, &progress, into: &result)
  }

  /// Looks at the run of letters and digits around a place, once.
  private func lookAtRun(
    at place: Int, in bytes: Span<UInt8>, _ progress: inout Progress, into result: inout ScanResult
  ) {
    guard place >= progress.runEnd else { return }
    var start = place
    while start > 0 && ByteClass.isWord(bytes[start - 1]) { start -= 1 }
    var end = place + 1
    var hasDigits = false
    var hasLetters = false
    while end < bytes.count && ByteClass.isWord(bytes[end]) { end += 1 }
    for index in start..<end {
      let isDigit = ByteClass.isDigit(bytes[index])
      hasDigits = hasDigits || isDigit
      hasLetters = hasLetters || !isDigit
    }
    progress.runEnd = end
    guard hasDigits else { return }
    if hasLetters {
      mixed(start..<end, after: Self.run(before: start, in: bytes), in: bytes, into: &result)
    } else {
      digits(start..<end, in: bytes, into: &result)
    }
  }

  /// The run before a run, as far as anything depends on it: at most three bytes away, its length up to five.
  private static func run(before start: Int, in bytes: Span<UInt8>) -> Range<Int> {
    var end = start
    while end > 0 && start - end < 4 && !ByteClass.isWord(bytes[end - 1]) { end -= 1 }
    var first = end
    while first > 0 && end - first < 5 && ByteClass.isWord(bytes[first - 1]) { first -= 1 }
    return first..<end
  }

  // MARK: - Addresses

  private func address(
    at index: Int, in bytes: Span<UInt8>, end previousEnd: inout Int, into result: inout ScanResult
  ) {
    var start = index
    while start > previousEnd && EmailAddress.isLocal(bytes[start - 1]) { start -= 1 }
    guard start < index else { return }
    // Label by label; the address ends in the last label that may be a top level.
    var end: Int?
    var label = index + 1
    var position = label
    while position < bytes.count {
      if EmailAddress.isDomain(bytes[position]) {
        position += 1
        continue
      }
      guard bytes[position] == UInt8(ascii: "."), position > label else { break }
      position += 1
      label = position
      var letters = label
      while letters < bytes.count && EmailAddress.isTopLevel(bytes[letters]) { letters += 1 }
      if letters - label >= 2 { end = letters }
      position = letters
    }
    guard let end else { return }
    previousEnd = end
    let value = EmailAddress.value(of: bytes.extracting(start..<end))
    result.hits.append(ScanHit(.emailAddress, value, in: start..<end))
  }

  // MARK: - Runs of digits

  private func digits(_ run: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    switch run.count {
    case 3: if run.lowerBound >= 10 { thousands(run, in: bytes, into: &result) }
    case 4:
      if run.lowerBound >= 8 { spelled(run, in: bytes, into: &result) }
      readCode(run, in: bytes, into: &result)
    case 1, 2: exponent(run, in: bytes, into: &result)
    case SnomedShape.lengths:
      guard !Self.isDecimal(run.lowerBound, in: bytes) else { return }
      let number = Self.number(run, in: bytes)
      if run.count == 10 && Self.endsNumber(run.upperBound, in: bytes) {
        result.hits.append(ScanHit(.nhsNumber, NHSNumber.value(of: number, isSpelled: false), in: run))
      }
      if SnomedShape.matches(number, digits: run.count) {
        result.hits.append(ScanHit(vocabularyOf: .nhsNumber, in: run))
      }
    default: break
    }
  }

  /// 943 476 5919, 943-476-5919.
  private func spelled(_ last: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    let separator = last.lowerBound - 1
    guard Self.isGap(bytes[separator]), Self.isGap(bytes[separator - 4]) else { return }
    let start = separator - 7
    guard Self.isDigits((separator - 3)..<separator, in: bytes),
      Self.isDigits(start..<(start + 3), in: bytes), Self.startsNumber(start, in: bytes),
      Self.endsNumber(last.upperBound, in: bytes)
    else { return }
    let number = Self.number(start..<last.upperBound, in: bytes)
    result.hits.append(
      ScanHit(.nhsNumber, NHSNumber.value(of: number, isSpelled: true), in: start..<last.upperBound))
  }

  /// 9,434,765,919.
  private func thousands(_ last: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    let comma = UInt8(ascii: ",")
    let separator = last.lowerBound - 1
    guard bytes[separator] == comma, bytes[separator - 4] == comma, bytes[separator - 8] == comma else {
      return
    }
    let start = separator - 9
    guard Self.isDigits((separator - 3)..<separator, in: bytes),
      Self.isDigits((separator - 7)..<(separator - 4), in: bytes),
      Self.isDigits(start..<(start + 1), in: bytes), Self.startsNumber(start, in: bytes),
      Self.endsNumber(last.upperBound, in: bytes)
    else { return }
    if start >= 2 && bytes[start - 1] == comma && Self.isDigits((start - 2)..<(start - 1), in: bytes) {
      return
    }
    let end = last.upperBound
    if end + 1 < bytes.count && bytes[end] == comma && Self.isDigits((end + 1)..<(end + 2), in: bytes) {
      return
    }
    let number = Self.number(start..<end, in: bytes)
    result.hits.append(ScanHit(.nhsNumber, NHSNumber.value(of: number, isSpelled: false), in: start..<end))
  }

  /// The `09` of 9.434765919e+09; `+` cuts the exponent into a run of its own.
  private func exponent(_ last: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    guard last.lowerBound >= 11, bytes[last.lowerBound - 1] == UInt8(ascii: "+"), Self.isNine(last, in: bytes)
    else { return }
    scientific(mark: last.lowerBound - 2, end: last.upperBound, in: bytes, into: &result)
  }

  /// A number of ten digits in scientific notation, whose `e` stands at `mark`.
  private func scientific(mark: Int, end: Int, in bytes: Span<UInt8>, into result: inout ScanResult) {
    guard bytes[mark] | 0x20 == UInt8(ascii: "e") else { return }
    var point = mark - 1
    while point > 0 && mark - point <= 10 && Self.isDigits(point..<(point + 1), in: bytes) { point -= 1 }
    let decimals = mark - point - 1
    guard point >= 1, bytes[point] == UInt8(ascii: "."), (7...9).contains(decimals),
      Self.isDigits((point - 1)..<point, in: bytes), Self.startsNumber(point - 1, in: bytes)
    else { return }
    var number = Self.number((point - 1)..<mark, in: bytes)
    // Zeros at the end are left out when a number is written so.
    for _ in decimals..<9 { number *= 10 }
    let range = (point - 1)..<end
    result.hits.append(ScanHit(.nhsNumber, NHSNumber.value(of: number, isSpelled: false), in: range))
  }

  // MARK: - Runs of letters and digits

  private func mixed(
    _ run: Range<Int>, after previous: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult
  ) {
    switch run.count {
    case 3:
      let gap = run.lowerBound - previous.upperBound
      if (1...3).contains(gap) && (2...4).contains(previous.count) {
        postcode(previous.lowerBound..<run.upperBound, in: bytes, into: &result)
      }
      readCode(run, in: bytes, into: &result)
    case 5...7:
      postcode(run, in: bytes, into: &result)
      if run.count == 5 { result.hits.append(ScanHit(vocabularyOf: .ukPostcode, in: run)) }
    case 1, 2, 4: readCode(run, in: bytes, into: &result)
    default: break
    }
    // 9.434765919E9, 9.434765919E09
    if (9...12).contains(run.count) && run.lowerBound >= 2 && bytes[run.lowerBound - 1] == UInt8(ascii: ".") {
      for digits in 1...2 {
        let last = (run.upperBound - digits)..<run.upperBound
        if Self.isNine(last, in: bytes) {
          scientific(mark: last.lowerBound - 1, end: last.upperBound, in: bytes, into: &result)
        }
      }
    }
  }

  private func postcode(_ range: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    guard let value = UKPostcode.value(of: bytes.extracting(range), areas: areas) else { return }
    result.hits.append(ScanHit(.ukPostcode, value, in: range))
  }

  /// A Read code of up to four characters, filled up with dots to five: `H33..`.
  private func readCode(_ run: Range<Int>, in bytes: Span<UInt8>, into result: inout ScanResult) {
    let end = run.lowerBound + 5
    guard end <= bytes.count, bytes[run.upperBound] == UInt8(ascii: ".") else { return }
    for index in run.upperBound..<end where bytes[index] != UInt8(ascii: ".") { return }
    if end < bytes.count && ByteClass.isWord(bytes[end]) { return }
    result.hits.append(ScanHit(vocabularyOf: .ukPostcode, in: run.lowerBound..<end))
  }
}

// MARK: - Small questions about bytes

extension IdentifierScanner {
  private static func isDigits(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    for index in range where !ByteClass.isDigit(bytes[index]) { return false }
    return true
  }

  private static func isGap(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") }

  /// `9` or `09`.
  private static func isNine(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    bytes[range.upperBound - 1] == UInt8(ascii: "9")
      && (range.count == 1 || bytes[range.lowerBound] == UInt8(ascii: "0"))
  }

  /// The digits of a range as a number; other bytes are passed over. At most 18 digits.
  private static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for index in range {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit < 10 { number = number &* 10 &+ UInt64(digit) }
    }
    return number
  }

  /// A point stands before, which isn't the end of a word: what follows are decimals.
  private static func isDecimal(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    guard start > 0, bytes[start - 1] == UInt8(ascii: ".") else { return false }
    return start < 2 || !ByteClass.isLetter(bytes[start - 2])
  }

  /// A number may start here: nothing that belongs to it stands before.
  private static func startsNumber(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    if start > 0 && ByteClass.isWord(bytes[start - 1]) { return false }
    return !isDecimal(start, in: bytes)
  }

  /// A whole number may end here: no decimals follow but zeros.
  private static func endsNumber(_ end: Int, in bytes: Span<UInt8>) -> Bool {
    guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigits((end + 1)..<(end + 2), in: bytes)
    else { return true }
    var index = end + 1
    while index < bytes.count && bytes[index] == UInt8(ascii: "0") { index += 1 }
    return index == bytes.count || !ByteClass.isWord(bytes[index])
  }

  /// What the scan finds, as regular expressions over ASCII text.
  static let patterns: [(identifier: ScannedIdentifier, pattern: String)] = {
    let before = #"(?<![A-Za-z0-9])(?<!(?<![A-Za-z])\.)"#
    let after = #"(?![A-Za-z0-9])(?!\.(?!0+(?![0-9A-Za-z]))[0-9])"#
    return [
      (.nhsNumber, before + "[0-9]{10}" + after),
      (.nhsNumber, before + "[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}" + after),
      (.nhsNumber, before + "(?<![0-9],)[0-9],[0-9]{3},[0-9]{3},[0-9]{3}(?!,[0-9])" + after),
      (.nhsNumber, before + #"[0-9]\.[0-9]{7,9}[eE]\+?0?9(?![A-Za-z0-9])"#),
      (
        .ukPostcode,
        "(?<![A-Za-z0-9])(?:(?:[A-Za-z]{1,2}[0-9][A-Za-z0-9]?) {0,3}[0-9][A-Za-z]{2}"
          + "|[Gg][Ii][Rr] {0,3}0[Aa]{2})(?![A-Za-z0-9])"
      ),
      (
        .emailAddress,
        #"[A-Za-z0-9._%+'\x80-\xff-]+@(?:[A-Za-z0-9\x80-\xff-]+\.)+[A-Za-z\x80-\xff]{2,}"#
      ),
    ]
  }()
}
