// The search for a literal, against looking at every place.

import CKernels
import Testing

@testable import OutputChecker

@Suite struct LiteralSearchTests {
  private func holds(_ literal: [UInt8], _ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe literal.withUnsafeBufferPointer { literal in
        guard let place = bytes.baseAddress else { return false }
        return unsafe scan_holds(place, bytes.count, literal.baseAddress, literal.count) != 0
      }
    }
  }

  private func isAnywhere(_ literal: [UInt8], _ bytes: [UInt8]) -> Bool {
    guard bytes.count >= literal.count else { return false }
    return (0...(bytes.count - literal.count)).contains {
      bytes[$0..<($0 + literal.count)].elementsEqual(literal)
    }
  }

  /// Letters of which one is rare, signs only, and one letter again and again.
  @Test(arguments: ["Gg-B", "ab-", "-. ", "Qe", "z"]) func equalsLookingEverywhere(_ letters: String) {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array(letters.utf8)
    func text(_ count: ClosedRange<Int>) -> [UInt8] {
      (0..<Int.random(in: count, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    }
    for _ in 0..<4_000 {
      let (bytes, literal) = (text(1...60), text(1...6))
      #expect(holds(literal, bytes) == isAnywhere(literal, bytes))
    }
  }

  /// Where the rare letter is everywhere, the search goes on with the whole literal.
  @Test func aRareLetterMayBeFrequent() {
    let many = [UInt8](repeating: UInt8(ascii: "Q"), count: 200_000)
    #expect(!holds(Array("xQ".utf8), many))
    #expect(holds(Array("xQ".utf8), many + Array("xQ".utf8)))
    #expect(holds(Array("xQ".utf8), Array("xQ".utf8) + many))
  }
}
