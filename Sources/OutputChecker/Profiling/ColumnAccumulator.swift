// A column while it is read.

import CKernels
import DisclosureRules

/// Collects what a ``ColumnProfile`` needs, cell by cell.
///
/// A monoid: accumulators of consecutive parts of a table merge, in order, to the accumulator of the whole,
/// and the result doesn't depend on where the parts were cut.
struct ColumnAccumulator: Sendable {
  /// What bounds the memory of one column.
  struct Limits: Sendable {
    /// Places kept.
    var places: Int
    /// Hashes kept for counting distinct values.
    var distinct: Int

    /// A wide table gets less for each of its columns, so that all of them together stay within a worker's
    /// memory; it depends on the column's position alone, never on how the file was read.
    static func forColumn(_ index: Int, places: Int) -> Limits {
      switch index {
      case ..<64: Limits(places: places, distinct: DistinctSketch.defaultLimit)
      case ..<1_024: Limits(places: min(places, 64), distinct: 256)
      default: Limits(places: min(places, Finding.separateCellLimit + 1), distinct: 16)
      }
    }
  }

  private let limits: Limits
  /// Whole numbers below this are kept with their places.
  private let placesBelow: Int
  private(set) var rows = 0
  private var kinds = [Int](repeating: 0, count: Cell.Kind.allCases.count)
  private var wholes = 0
  private var percents = 0
  private var leadingZeros = 0
  private var textsWithNumber = 0
  private var disguisedNumbers = 0
  private var missing = 0
  private var patterns = [Int](repeating: 0, count: CompositePattern.allCases.count)
  private var minimum: ExactNumber?
  private var maximum: ExactNumber?
  private var wholeSum: Int128? = 0
  private var maximumScale: UInt8 = 0
  private var isIncreasing = true
  private var firstNumber: ExactNumber?
  private var lastNumber: ExactNumber?
  private var distinct: DistinctSketch
  private var small = SmallWholes()
  private var rounding = RoundingEvidence()
  private var longestField = 0
  /// What the kernel has counted and added up; ``settle()`` takes it in.
  private var known = KnownCells()
  private var numbers = checker_numbers_none()

  init(limits: Limits, placesBelow: Int) {
    self.limits = limits
    self.placesBelow = min(placesBelow, SmallWholes.limit)
    distinct = DistinctSketch(limit: limits.distinct)
  }

  /// Sees one cell.
  ///
  /// - Parameters:
  ///   - reading: what the cell says.
  ///   - length: of its content in bytes.
  ///   - hash: its content's ``ContentHash``.
  ///   - place: asked for only when the cell's place is kept.
  mutating func add(_ reading: Reading, length: Int, hash: UInt64, place: () -> CellPlace) {
    count(reading, length: length, times: 1)
    guard reading.kind != .empty else { return }
    distinct.insert(hash)
    guard reading.kind == .number || reading.kind == .composite else { return }

    let number = reading.number
    if minimum.map({ number < $0 }) ?? true { minimum = number }
    if maximum.map({ $0 < number }) ?? true { maximum = number }
    maximumScale = max(maximumScale, number.scale)
    if let lastNumber, !(lastNumber < number) { isIncreasing = false }
    if firstNumber == nil { firstNumber = number }
    lastNumber = number
    if let whole = number.whole {
      if whole != 0 {
        if rounding.divisor != 1 {
          rounding.share(whole.magnitude)
        }
        if rounding.midpointSix && whole.magnitude % 6 != 3 { rounding.midpointSix = false }
      }
      keepPlace(of: whole, place)
    }
    if let whole = reading.secondCount { keepPlace(of: whole, place) }
  }

  /// What a cell adds for each time it is seen.
  private mutating func count(_ reading: Reading, length: Int, times: Int) {
    rows += times
    kinds[Int(reading.kind.rawValue)] += times
    longestField = max(longestField, length)
    if reading.kind != .empty && reading.isMissing { missing += times }
    if reading.kind != .empty, let pattern = reading.pattern { patterns[Int(pattern.rawValue)] += times }
    if reading.textHasNumber { textsWithNumber += times }
    if reading.isDisguised { disguisedNumbers += times }
    guard reading.kind == .number || reading.kind == .composite else { return }
    if reading.hasLeadingZeros { leadingZeros += times }
    if reading.marks.contains(.percent) { percents += times }
    if let whole = reading.number.whole {
      wholes += times
      if reading.kind == .number { addToSum(Int128(whole) * Int128(times)) }
      if whole != 0 { rounding.values += times }
      if SmallWholes.values.contains(whole) { small.totals[Int(whole)] += times }
    }
    if let whole = reading.secondCount, SmallWholes.values.contains(whole) {
      small.totals[Int(whole)] += times
    }
  }

  private mutating func addToSum(_ more: Int128) {
    guard let sum = wholeSum else { return }
    let (total, overflow) = sum.addingReportingOverflow(more)
    wholeSum = overflow ? nil : total
  }

  private mutating func keepPlace(of whole: Int64, _ place: () -> CellPlace) {
    guard wantsPlace(of: whole) else { return }
    if whole == 0 {
      small.zeros.append(place())
    } else {
      small.occurrences.append(.init(value: Int(whole), place: place()))
    }
  }

  /// Whether the next cell with a whole number will be kept with its place.
  private func wantsPlace(of whole: Int64) -> Bool {
    if whole == 0 { return small.zeros.count < limits.places }
    return whole > 0 && whole < placesBelow && small.occurrences.count < limits.places
  }

  // MARK: - Many cells at a time

  /// Sees the cells of a column of a batch, from one record on, up to a cell that isn't known and isn't an
  /// ordinary number: that one has to be read and added, and may be remembered.
  ///
  /// - Parameters:
  ///   - column: the batch's column; its pointers must be valid.
  ///   - record: where to go on.
  ///   - kernel: the instruction set.
  ///   - hashes: room for as many as there are records.
  /// - Returns: the record of the cell to read; the number of records when all were seen.
  mutating func visit(
    _ column: checker_column, from record: Int, kernel: Kernel, hashes: inout [UInt64]
  ) -> Int {
    if let lastNumber {
      numbers.has_last = 1
      numbers.is_increasing = isIncreasing ? 1 : 0
      numbers.last = lastNumber.mantissa
      numbers.last_scale = lastNumber.scale
    }
    var kept = 0
    let threshold = distinct.threshold
    let reached = unsafe known.withMemory { memory in
      unsafe withUnsafePointer(to: column) { column in
        unsafe checker_column_visit(
          kernel.native, column, record, memory, &numbers, threshold, &hashes, &kept)
      }
    }
    for index in 0..<kept { distinct.insert(hashes[index]) }
    addToSum(Int128(numbers.sum))
    numbers.sum = 0
    if isIncreasing && lastNumber != nil {
      isIncreasing = numbers.is_increasing != 0
      lastNumber = ExactNumber(mantissa: numbers.last, scale: numbers.last_scale)
    }
    return reached
  }

  /// Numbers that the kernel has added up so far.
  var addedNumbers: UInt64 { numbers.numbers }

  /// Remembers a cell that was read and added, so that the kernel knows it when it comes again; not when the
  /// next one of its kind has to be kept with its place.
  ///
  /// - Parameters:
  ///   - length: of its content in bytes.
  ///   - content: as it is written between the outer quotes.
  ///   - isEscaped: whether it is written with doubled quotes.
  mutating func remember(_ reading: Reading, length: Int, of content: Span<UInt8>, isEscaped: Bool) {
    if reading.kind == .number || reading.kind == .composite {
      if let whole = reading.number.whole, wantsPlace(of: whole) { return }
      if let whole = reading.secondCount, wantsPlace(of: whole) { return }
    }
    if let hits = known.remember(reading, length: length, of: content, isEscaped: isEscaped) { take(hits) }
  }

  private mutating func take(_ hits: KnownCells.Hits) {
    count(hits.reading, length: hits.length, times: hits.times)
    // A number that comes again isn't above all those before it.
    if hits.reading.kind == .number || hits.reading.kind == .composite { isIncreasing = false }
  }

  /// Takes in what the kernel has counted and added up.
  private mutating func settle() {
    for hits in known.takeHits() { take(hits) }
    let count = Int(numbers.numbers)
    let labels = Int(numbers.labels)
    guard count + labels > 0 else { return }
    rows += count + labels
    kinds[Int(Cell.Kind.number.rawValue)] += count
    kinds[Int(Cell.Kind.text.rawValue)] += labels
    wholes += Int(numbers.wholes)
    leadingZeros += Int(numbers.leading_zeros)
    longestField = max(longestField, Int(numbers.longest))
    rounding.values += Int(numbers.nonzero_wholes)
    rounding.share(numbers.divisor)
    rounding.midpointSix = rounding.midpointSix && numbers.is_midpoint_six != 0
    for extremes in numbers.extremes {
      if minimum.map({ extremes.least < $0 }) ?? true { minimum = extremes.least }
      if maximum.map({ $0 < extremes.most }) ?? true { maximum = extremes.most }
      maximumScale = max(maximumScale, extremes.least.scale)
    }
    numbers = checker_numbers_none()
  }

  /// Takes in the accumulator of the part that follows.
  mutating func merge(_ part: ColumnAccumulator) {
    settle()
    var later = part
    later.settle()
    rows += later.rows
    for index in kinds.indices { kinds[index] += later.kinds[index] }
    wholes += later.wholes
    percents += later.percents
    leadingZeros += later.leadingZeros
    textsWithNumber += later.textsWithNumber
    disguisedNumbers += later.disguisedNumbers
    missing += later.missing
    for index in patterns.indices { patterns[index] += later.patterns[index] }
    if let least = later.minimum, minimum.map({ least < $0 }) ?? true { minimum = least }
    if let most = later.maximum, maximum.map({ $0 < most }) ?? true { maximum = most }
    if let sum = wholeSum, let more = later.wholeSum {
      let (total, overflow) = sum.addingReportingOverflow(more)
      wholeSum = overflow ? nil : total
    } else {
      wholeSum = nil
    }
    maximumScale = max(maximumScale, later.maximumScale)
    isIncreasing = isIncreasing && later.isIncreasing
    if let lastNumber, let first = later.firstNumber, !(lastNumber < first) { isIncreasing = false }
    firstNumber = firstNumber ?? later.firstNumber
    lastNumber = later.lastNumber ?? lastNumber
    distinct.merge(later.distinct)
    for value in small.totals.indices { small.totals[value] += later.small.totals[value] }
    small.occurrences += later.small.occurrences.prefix(limits.places - small.occurrences.count)
    small.zeros += later.small.zeros.prefix(limits.places - small.zeros.count)
    rounding.values += later.rounding.values
    rounding.share(later.rounding.divisor)
    rounding.midpointSix = rounding.midpointSix && later.rounding.midpointSix
    longestField = max(longestField, later.longestField)
  }

  /// What was learned.
  func profile(index: Int, name: String?) -> ColumnProfile {
    var settled = self
    settled.settle()
    return settled.settledProfile(index: index, name: name)
  }

  private func settledProfile(index: Int, name: String?) -> ColumnProfile {
    var profile = ColumnProfile(index: index, name: name)
    profile.rows = rows
    for kind in Cell.Kind.allCases where kinds[Int(kind.rawValue)] > 0 {
      profile.kinds[kind] = kinds[Int(kind.rawValue)]
    }
    profile.wholes = wholes
    profile.percents = percents
    profile.leadingZeros = leadingZeros
    profile.textsWithNumber = textsWithNumber
    profile.disguisedNumbers = disguisedNumbers
    profile.missing = missing
    for pattern in CompositePattern.allCases where patterns[Int(pattern.rawValue)] > 0 {
      profile.patterns[pattern] = patterns[Int(pattern.rawValue)]
    }
    profile.minimum = minimum
    profile.maximum = maximum
    profile.wholeSum = wholeSum
    profile.maximumScale = maximumScale
    profile.isIncreasing = isIncreasing && firstNumber != nil
    profile.distinct = distinct.count
    profile.small = small
    profile.rounding = rounding
    profile.longestField = longestField
    return profile
  }
}

extension checker_numbers {
  /// The least and the greatest number of each scale.
  fileprivate var extremes: [(least: ExactNumber, most: ExactNumber)] {
    var copy = self
    return (0..<UInt8(CHECKER_SCALES)).filter { scales >> UInt32($0) & 1 != 0 }.map { scale in
      let least = unsafe withUnsafeBytes(of: &copy.least) {
        unsafe $0.load(fromByteOffset: Int(scale) * 8, as: Int64.self)
      }
      let most = unsafe withUnsafeBytes(of: &copy.most) {
        unsafe $0.load(fromByteOffset: Int(scale) * 8, as: Int64.self)
      }
      return (ExactNumber(mantissa: least, scale: scale), ExactNumber(mantissa: most, scale: scale))
    }
  }
}
