// A hash of a cell's content that is the same everywhere.

import CKernels

/// The hash of a cell's bytes: the same on every run and machine, and the same as the kernels'.
enum ContentHash {
  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    guard bytes.count > 0 else {
      var none: UInt8 = 0
      return unsafe checker_content_hash(&none, 0)
    }
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe checker_content_hash($0.baseAddress.unsafelyUnwrapped, $0.count)
    }
  }
}
