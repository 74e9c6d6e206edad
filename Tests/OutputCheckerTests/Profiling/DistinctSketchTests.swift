import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct DistinctSketchTests {
  private func hashes(_ count: Int, seed: UInt64 = 1) -> [UInt64] {
    (0..<count).map { ScanHit.mix(UInt64($0) &+ seed << 32) }
  }

  private func sketch(_ hashes: some Sequence<UInt64>, limit: Int = 1024) -> DistinctSketch {
    var sketch = DistinctSketch(limit: limit)
    for hash in hashes { sketch.insert(hash) }
    return sketch
  }

  @Test(arguments: [0, 1, 5, 6, 7, 100, 1023, 1024])
  func exactUpToTheLimit(_ count: Int) {
    let values = hashes(count)
    #expect(sketch(values + values).count == DistinctCount(value: count, isExact: true))
  }

  @Test(arguments: [1025, 1500, 1536, 1537, 3000, 100_000])
  func estimateBeyond(_ count: Int) {
    let estimate = sketch(hashes(count)).count
    #expect(!estimate.isExact)
    // Four standard errors of 1 ∕ √1024.
    #expect(abs(Double(estimate.value) / Double(count) - 1) < 0.125)
  }

  @Test func orderAndPartsDoNotMatter() {
    var numbers = SeededNumbers(seed: 3)
    for count in [900, 1024, 1025, 1400, 1600, 5000] {
      let values = hashes(count, seed: 9)
      let expected = sketch(values).count
      #expect(sketch(values.shuffled(using: &numbers)).count == expected)
      for cut in [0, 1, 500, 899] {
        var merged = sketch(values[..<cut])
        merged.merge(sketch(values[max(0, cut - 300)...].reversed()))
        #expect(merged.count == expected)
      }
    }
  }

  /// A sketch that has just dropped hashes holds as many as the limit: the merged one must know of the rest.
  @Test func mergingRemembersWhatWasLeftOut() {
    for count in 1500...1600 {
      var merged = DistinctSketch()
      merged.merge(sketch(hashes(count)))
      #expect(!merged.count.isExact)
      #expect(merged.count == sketch(hashes(count)).count)
    }
  }

  @Test func loweringTheLimitEarlyOrLateIsTheSame() {
    let values = hashes(4000, seed: 5)
    var early = sketch(values[..<200])
    early.reduce(to: 64)
    for value in values[200...] { early.insert(value) }
    var late = sketch(values)
    late.reduce(to: 64)
    #expect(early.count == late.count)
    #expect(early.count == sketch(values, limit: 64).count)
  }

  @Test func zeroIsAValue() {
    #expect(sketch([0, 0, 5]).count == DistinctCount(value: 2, isExact: true))
  }
}
