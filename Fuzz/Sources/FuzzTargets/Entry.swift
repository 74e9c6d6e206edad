// What libFuzzer's main calls. The variable FUZZ_TARGET names the target.

import Glibc

@testable import OutputChecker

/// The target that was asked for; it never changes while the fuzzer runs.
private let chosen: FuzzTarget? = FuzzTarget(rawValue: Surroundings.variable("FUZZ_TARGET") ?? "")

/// Called once before the first input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard chosen == nil else { return 0 }
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  let message = "FUZZ_TARGET must be one of \(names)\n"
  _ = message.withCString { write(2, $0, strlen($0)) }
  exit(2)
}

/// Called for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  chosen?.run(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
