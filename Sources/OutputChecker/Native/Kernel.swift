// Which instruction set the kernels use, chosen once a process.

import CKernels

/// An instruction set for which there are kernels.
public enum Kernel: String, CaseIterable, Sendable {
  case portable, sse2, avx2, avx512, neon

  /// The environment variable that forces one.
  public static let variable = "CHECKER_KERNEL"

  /// The kernels' own name for it.
  var native: checker_kernel {
    switch self {
    case .portable: CHECKER_PORTABLE
    case .sse2: CHECKER_SSE2
    case .avx2: CHECKER_AVX2
    case .avx512: CHECKER_AVX512
    case .neon: CHECKER_NEON
    }
  }

  /// Whether this machine can run it.
  public var isSupported: Bool { checker_kernel_supported(native) != 0 }

  /// The widest that this machine can run.
  static let best: Kernel = [.neon, .avx512, .avx2, .sse2].first { $0.isSupported } ?? .portable

  /// What the process uses: what ``variable`` asks for, or the best.
  public static let current = (try? choice(named: Surroundings.variable(variable))) ?? best

  /// The kernel of a name; the best for nil.
  public static func choice(named name: String?) throws(UnavailableChoice) -> Kernel {
    guard let name else { return best }
    guard let kernel = Kernel(rawValue: name) else {
      let known = allCases.map(\.rawValue).joined(separator: ", ")
      throw UnavailableChoice(description: "\(variable)=\"\(name)\" is no kernel; known are: \(known)")
    }
    guard kernel.isSupported else {
      throw UnavailableChoice(description: "\(variable)=\(name): this machine can't run that kernel")
    }
    return kernel
  }
}
