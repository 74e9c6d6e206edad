// Inflating what is already in memory.

import DisclosureRules

/// Inflates gzip or zlib from an array, up to a bound.
struct InflatingBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The first inflated bytes. A stream that is cut short gives what there is of it.
  ///
  /// - Parameter limit: bytes at most.
  func read(atMost limit: Int) throws(ReadProblem) -> [UInt8] {
    let inflater = try ZlibInflater(format: .any)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { unsafe room.deallocate() }
    var result: [UInt8] = []
    var handedIn = 0
    while result.count < limit {
      if inflater.pendingInput == 0 {
        let start = handedIn
        let length = unsafe try inflater.refill { (input) throws(ReadProblem) -> Int in
          let count = min(input.count, bytes.count - start)
          for index in 0..<count { unsafe input[index] = bytes[start + index] }
          return count
        }
        if length == 0 { return result }
        handedIn += length
      }
      let free = unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<(limit - result.count)])
      switch unsafe try inflater.step(into: free) {
      case .needsInput: if handedIn == bytes.count { return result }
      case .wroteOutput(let length): for index in 0..<length { unsafe result.append(free[index]) }
      case .memberEnded(let length):
        for index in 0..<length { unsafe result.append(free[index]) }
        return result
      }
    }
    return result
  }
}
