// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: the Swift 6 language mode with each upcoming strictness already on.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Views (`Span`) handed out by a batch are bound to the batch's lifetime.
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "OutputChecker",
  products: [
    .library(name: "OutputChecker", targets: ["OutputChecker"]),
    .library(name: "DisclosureRules", targets: ["DisclosureRules"]),
    .executable(name: "checker-cli", targets: ["checker-cli"]),
  ],
  dependencies: [
    // Exact versions: the lock file is not kept, and a checker's behaviour must not drift.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Kernels choose their instruction set at run time: no flags, so that one binary runs everywhere.
    .target(name: "CKernels"),
    // Looks for ISA-L when the program runs: nothing is linked but what dlopen needs on older systems.
    .target(name: "CIsal", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "DisclosureRules", swiftSettings: strict),
    .target(
      name: "OutputChecker",
      dependencies: [
        "DisclosureRules", "CIsal", "CKernels", "CPCRE2", "CZlib",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "checker-cli",
      dependencies: [
        "OutputChecker", "DisclosureRules",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    // Counts allocations and copies, in the tests alone.
    .target(name: "CMemoryUse", path: "Tests/CMemoryUse"),
    .testTarget(
      name: "DisclosureRulesTests", dependencies: ["DisclosureRules", "OutputChecker"], swiftSettings: strict),
    .testTarget(
      name: "OutputCheckerTests",
      dependencies: ["OutputChecker", "DisclosureRules", "CKernels", "CZlib", "CMemoryUse", "checker-cli"],
      exclude: ["CSV/python-csv", "Reporting/Snapshots", "Reporting/python", "Reporting/schema"],
      swiftSettings: strict),
  ]
)
