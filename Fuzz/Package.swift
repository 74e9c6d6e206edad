// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who builds the checker never builds this. It looks inside the library and needs its
// branches counted, so build it as `make fuzz` does: with testing enabled and libFuzzer's sanitizer. A library, since
// libFuzzer brings the program's `main`.
let package = Package(
  name: "Fuzz",
  products: [.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])],
  dependencies: [.package(name: "OutputChecker", path: "..")],
  targets: [
    .target(
      name: "FuzzTargets",
      dependencies: [
        .product(name: "OutputChecker", package: "OutputChecker"),
        .product(name: "DisclosureRules", package: "OutputChecker"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
