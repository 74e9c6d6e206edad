// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who builds the checker never builds this. It looks inside the library, so build
// it with testing enabled; `make bench` does.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "OutputChecker", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "OutputChecker", package: "OutputChecker"),
        .product(name: "DisclosureRules", package: "OutputChecker"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
