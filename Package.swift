// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode; a warning is an error; a C type cannot leak into an API by accident.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// For the targets that parse and render: they are optimized in a debug build, too, with assertions, so that the tests take
/// half the time.
let optimized: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

/// The released program is statically linked, so that it starts fast and runs on any machine. If the linker writes the
/// file through a mapping, the page cache holds it in pages of 4 KB instead of larger ones, and the program starts in
/// 0.8 ms of processor time instead of 0.5.
let staticExecutable: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-executable", "-Xlinker", "--no-mmap-output-file", "-Xlinker", "-s"],
    .when(configuration: .release))
]

/// What `.ci/libssh` prepared: the headers and the library of libssh, which precede those of the system, and the option
/// with which a release is linked. Debian's own libssh cannot be linked statically.
let libssh = Context.packageDirectory + "/.libssh"
let libsshHeaders: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-I\(libssh)/include"])]
let libsshLibrary: [LinkerSetting] = [.unsafeFlags(["-L\(libssh)/lib"])]
/// LLVM's linker does not repeat what glibc says about name look-ups in static programs: `csystem_use_own_name_services`
/// restricts them to what glibc does itself.
let serviceExecutable: [LinkerSetting] = [
  .unsafeFlags(["@\(libssh)/link", "-use-ld=lld", "-Xlinker", "-s"], .when(configuration: .release))
]

/// The tests read fixtures from the source tree, where `RECORD=1` rewrites them.
let fixtures = ["Fixtures"]

let package = Package(
  name: "portfolio-tui",
  products: [
    .executable(name: "portfolio-tui", targets: ["portfolio-tui"]),
    .executable(name: "portfolio-tui-serve", targets: ["portfolio-tui-serve"]),
  ],
  targets: [
    .systemLibrary(name: "CCmarkGFM"),
    .systemLibrary(name: "CYAML"),
    .systemLibrary(name: "CSystem"),
    .systemLibrary(name: "CUTF8Proc"),
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CVTerm"),
    .systemLibrary(name: "CLibSSH"),
    .systemLibrary(name: "COpenSSL"),
    .systemLibrary(name: "CSeccomp"),
    .target(name: "CTOML", cxxSettings: [.unsafeFlags(["-fno-exceptions", "-fno-rtti"])]),

    .target(name: "JSON", swiftSettings: optimized),
    .target(name: "Markdown", dependencies: ["CCmarkGFM"], swiftSettings: optimized),
    .target(name: "Dialects", dependencies: ["Markdown"], swiftSettings: optimized),
    .target(name: "TerminalText", dependencies: ["Markdown", "CSystem"], swiftSettings: optimized),
    .target(
      name: "CPictures",
      linkerSettings: [":libpng16.a", ":libz.a", ":libjpeg.a", ":libgif.a", ":libwebp.a", "m"].map {
        .linkedLibrary($0)
      }),
    .target(name: "Pictures", dependencies: ["TerminalText", "CPictures"], swiftSettings: optimized),
    .target(name: "TextSearch", dependencies: ["CUTF8Proc"], swiftSettings: optimized),
    .target(name: "Hyphenation", swiftSettings: optimized),
    .target(
      name: "PortfolioModel", dependencies: ["Markdown", "Dialects", "TextSearch", "JSON"],
      swiftSettings: optimized),
    .target(
      name: "ContentSource",
      dependencies: ["Markdown", "Dialects", "PortfolioModel", "JSON", "CYAML", "CTOML", "CSystem"],
      swiftSettings: optimized),
    .target(
      name: "BundledContent", exclude: ["content"], swiftSettings: strict, plugins: ["EmbedContent"]),
    .target(
      name: "PortfolioUI", dependencies: ["PortfolioModel", "TerminalText", "Markdown", "TextSearch"],
      swiftSettings: optimized
    ),
    .target(
      name: "Curses", dependencies: ["PortfolioUI", "TerminalText", "CNcurses"], swiftSettings: strict),
    .target(name: "Visit", dependencies: ["CSystem"], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Markdown", "Dialects", "TerminalText", "PortfolioModel", "ContentSource", "BundledContent",
        "Pictures", "PortfolioUI", "Curses", "TextSearch", "Hyphenation", "Visit", "JSON", "CSystem",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "portfolio-tui", dependencies: ["Commands"], swiftSettings: strict,
      linkerSettings: staticExecutable),
    .target(
      name: "SSHServer", dependencies: ["Visit", "JSON", "CLibSSH", "COpenSSL", "CSeccomp", "CSystem"],
      swiftSettings: strict + libsshHeaders, linkerSettings: libsshLibrary),
    // It imports only some of these. But SwiftPM recompiles a target only if one of its listed dependencies changes,
    // and the layout of the types of `Commands` depends on all of them.
    .executableTarget(
      name: "portfolio-tui-serve",
      dependencies: [
        "Commands", "SSHServer", "Visit", "Markdown", "Dialects", "TerminalText", "TextSearch", "Hyphenation",
        "PortfolioModel", "ContentSource", "PortfolioUI", "Curses", "JSON",
      ],
      swiftSettings: strict, linkerSettings: serviceExecutable),

    .executableTarget(name: "embed-content", swiftSettings: strict),
    .plugin(
      name: "EmbedContent", capability: .buildTool(), dependencies: ["embed-content"],
      path: "Sources/Plugins/EmbedContent"),

    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "TestSupport"], exclude: fixtures,
      swiftSettings: strict),
    .testTarget(
      name: "DialectsTests",
      dependencies: [
        "Dialects", "Markdown", "TerminalText", "PortfolioModel", "ContentSource", "PortfolioUI",
        "ContentSamples", "TestSupport",
      ], exclude: fixtures, swiftSettings: strict),
    .testTarget(
      name: "TerminalTextTests", dependencies: ["TerminalText", "Markdown", "TestSupport"],
      exclude: fixtures, swiftSettings: strict),
    .testTarget(
      name: "PicturesTests", dependencies: ["Pictures", "TerminalText", "TestSupport"], exclude: fixtures,
      swiftSettings: strict),
    .testTarget(name: "TextSearchTests", dependencies: ["TextSearch"], swiftSettings: strict),
    // libhyphen, with which the tests of `Hyphenation` compare.
    .systemLibrary(name: "CHyphen", path: "Tests/CHyphen"),
    .testTarget(
      name: "HyphenationTests",
      dependencies: ["Hyphenation", "TerminalText", "Markdown", "CHyphen", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PortfolioModelTests",
      dependencies: ["PortfolioModel", "ContentSource", "ContentSamples", "Markdown"],
      swiftSettings: strict),
    .testTarget(
      name: "ContentSourceTests",
      dependencies: ["ContentSource", "PortfolioModel", "ContentSamples", "TestSupport"],
      exclude: ["Sites"], swiftSettings: strict),
    // Portfolios of a few files, for the tests of other targets.
    .testTarget(
      name: "ContentSamples", dependencies: ["ContentSource", "PortfolioModel"], swiftSettings: strict),
    .testTarget(
      name: "PortfolioUITests",
      dependencies: [
        "PortfolioUI", "PortfolioModel", "ContentSource", "TerminalText", "TextSearch", "Markdown",
        "TestSupport",
      ],
      exclude: ["Scenarios"], swiftSettings: strict),
    .testTarget(
      name: "CursesTests",
      dependencies: ["Curses", "Pictures", "PortfolioUI", "TerminalText", "CVTerm", "TestSupport"],
      swiftSettings: strict),
    // A test target although it contains no tests, so that building the programs does not require libvterm.
    .testTarget(
      name: "TerminalEmulator", dependencies: ["CVTerm", "TestSupport"], path: "Tests/TerminalEmulator",
      swiftSettings: strict
    ),
    .testTarget(
      name: "ScreenTests", dependencies: ["portfolio-tui", "TerminalEmulator", "TestSupport"],
      path: "Tests/Screens",
      swiftSettings: strict),
    // What tests of several targets use. As a target of tests it is not built by `swift build`.
    .systemLibrary(name: "CTestSupport", path: "Tests/CTestSupport"),
    .testTarget(name: "TestSupport", dependencies: ["CTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "HostileTests", dependencies: ["portfolio-tui-serve", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ServedTests",
      dependencies: ["portfolio-tui", "portfolio-tui-serve", "TerminalEmulator", "TestSupport"],
      path: "Tests/Served", swiftSettings: strict),
    .testTarget(
      name: "SSHServerTests",
      dependencies: [
        "SSHServer", "Visit", "Commands", "PortfolioModel", "ContentSource", "PortfolioUI", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandsTests", dependencies: ["portfolio-tui", "TerminalEmulator", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandsUnitTests",
      dependencies: [
        "Commands", "ContentSource", "Curses", "Markdown", "Pictures", "PortfolioModel", "PortfolioUI",
        "TerminalText",
        "TestSupport", "Visit",
      ],
      swiftSettings: strict),
    .testTarget(name: "VisitTests", dependencies: ["Visit"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

// For `.ci/fuzz`: seven programs of libFuzzer's, and its counters in what they feed.
if Context.environment["PORTFOLIO_FUZZ"] != nil {
  let counted: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]
  for target in package.targets
  where [
    "JSON", "Markdown", "Dialects", "TerminalText", "TextSearch", "PortfolioModel", "ContentSource",
    "Pictures", "PortfolioUI",
  ]
  .contains(target.name) {
    target.swiftSettings = strict + counted
  }
  for target in package.targets where target.name == "CPictures" {
    target.cSettings = [.unsafeFlags(["-fsanitize=fuzzer-no-link"])]
  }
  package.targets.append(.target(name: "FuzzDriver", path: "Tests/Fuzz/FuzzDriver", swiftSettings: strict))
  for name in [
    "FuzzDocument", "FuzzDialects", "FuzzFrontMatter", "FuzzConfiguration", "FuzzResume", "FuzzPictures",
    "FuzzTerminal",
  ] {
    package.targets.append(
      .executableTarget(
        name: name,
        dependencies: [
          "FuzzDriver", "Markdown", "Dialects", "TerminalText", "PortfolioModel", "ContentSource", "Pictures",
          "PortfolioUI",
        ],
        path: "Tests/Fuzz/\(name)",
        swiftSettings: strict + counted, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
  }
}
