// swift-tools-version: 6.3
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A system library that Debian ships; `module.modulemap` and a shim header stand in its folder.
func system(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// ISA-L inflates two to three times as fast as zlib; without its header zlib does it all.
let hasISAL = FileManager.default.fileExists(atPath: "/usr/include/isa-l/igzip_lib.h")

func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, of dependencies: [Target.Dependency], exclude excluded: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: excluded, swiftSettings: strict)
}

/// `make fuzz` builds libFuzzer's program, which brings its own `main`; otherwise the targets are tests.
let fuzz: Target = {
  let dependencies: [Target.Dependency] = ["Packing", "Ingest", "Ledger", "Rules"]
  return Context.environment["DOICHIEU_FUZZ"] == nil
    ? .testTarget(
      name: "FuzzTests", dependencies: dependencies + ["Seeding"], path: "Tests/Fuzz",
      exclude: ["Driver", "seeds", "crashers"], swiftSettings: strict)
    : .executableTarget(
      name: "fuzz", dependencies: dependencies, path: "Tests/Fuzz",
      exclude: ["Tests", "seeds", "crashers"], swiftSettings: strict)
}()

let package = Package(
  name: "doichieu",
  products: [.executable(name: "doichieu", targets: ["doichieu"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    system("CLibCSV", debian: "libcsv-dev"),
    system("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
    system("CISAL", debian: "libisal-dev"),
    system("CLibzip", pkgConfig: "libzip", debian: "libzip-dev"),
    system("CExpat", pkgConfig: "expat", debian: "libexpat1-dev"),
    system("CXlsxWriter", pkgConfig: "xlsxwriter", debian: "libxlsxwriter-dev"),
    system("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
    .target(name: "CScan"),

    module("Ledger"),
    module("Digest", uses: ["CCrypto"]),
    module("Expressions", uses: ["Ledger"]),
    module("Rules", uses: ["Ledger", .product(name: "Yams", package: "Yams")]),
    module(
      "Ingest",
      uses: [
        "Ledger", "Expressions", "Digest", "CLibCSV", "CZlib", "CLibzip", "CExpat", "CScan",
      ] + (hasISAL ? ["CISAL"] : [])),
    module("Reconcile", uses: ["Ledger", "Expressions"]),
    module("Reports", uses: ["Ledger", "Digest", "CXlsxWriter"]),
    .executableTarget(
      name: "doichieu",
      dependencies: [
        "Ledger", "Rules", "Ingest", "Reconcile", "Reports", "Digest",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(name: "Seeding", path: "Tests/Seeding", swiftSettings: strict),
    .target(name: "Packing", path: "Tests/Packing", swiftSettings: strict),
    tests("LedgerTests", of: ["Seeding", "Ledger"]),
    tests("ExpressionsTests", of: ["Seeding", "Expressions", "Ledger"]),
    tests("RulesTests", of: ["Rules", "Ledger"]),
    tests(
      "IngestTests", of: ["Seeding", "Packing", "Ingest", "Ledger", "Rules", "CZlib"],
      exclude: ["Encodings/reference.txt"]),
    tests("ReconcileTests", of: ["Seeding", "Reconcile", "Ledger", "Rules", "Ingest"]),
    tests("ReportsTests", of: ["Reports", "Ledger"]),
    tests("GoldenTests", of: ["Packing", "doichieu"]),
    fuzz,
  ],
  swiftLanguageModes: [.v6]
)
