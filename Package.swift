// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode; a warning is an error; a C type cannot leak into an API by accident.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// What ships starts fast and runs where it is copied: no shared library at run time.
let staticExecutable: [LinkerSetting] = [
  .unsafeFlags(["-static-executable", "-Xlinker", "-s"], .when(configuration: .release))
]

let package = Package(
  name: "portfolio-tui",
  products: [.executable(name: "portfolio-tui", targets: ["portfolio-tui"])],
  targets: [
    .systemLibrary(name: "CCmarkGFM"),
    .systemLibrary(name: "CYAML"),
    .systemLibrary(name: "CSystem"),
    .target(name: "CTOML", cxxSettings: [.unsafeFlags(["-fno-exceptions", "-fno-rtti"])]),

    .target(name: "Markdown", dependencies: ["CCmarkGFM"], swiftSettings: strict),
    .target(name: "TerminalText", dependencies: ["Markdown", "CSystem"], swiftSettings: strict),
    .executableTarget(name: "portfolio-tui", dependencies: ["TerminalText", "Markdown"], swiftSettings: strict, linkerSettings: staticExecutable),
  ],
  cxxLanguageStandard: .cxx17
)
