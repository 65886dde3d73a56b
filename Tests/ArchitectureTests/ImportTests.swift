import Foundation
import Testing

/// SwiftPM builds a target against whatever lies beside it: only this holds the imports to the design.
struct ImportTests {
  /// A target, and all that it may import.
  static let allowed: [String: Set<String>] = [
    "Markdown": ["CCmarkGFM", "Synchronization"],
    "TerminalText": ["Markdown", "CSystem"],
    "PortfolioModel": ["Markdown", "CYAML", "CTOML", "CSystem", "Glibc"],
    "BundledContent": [],
    "PortfolioUI": ["Markdown", "TerminalText", "PortfolioModel"],
    "Curses": ["PortfolioUI", "TerminalText", "CNcurses", "Glibc"],
    "Commands": [
      "Markdown", "TerminalText", "PortfolioModel", "BundledContent", "PortfolioUI", "Curses", "CSystem",
      "Glibc",
    ],
    "SSHServer": ["CLibSSH", "CSeccomp", "CSystem", "Glibc"],
    "portfolio-tui": ["Commands", "Glibc"],
    "portfolio-tui-serve": ["Commands", "SSHServer", "Glibc"],
    "embed-content": ["Foundation"],
  ]

  /// Modules that one file of a target may import, and which.
  static let soleImporter: [String: String] = [
    "Markdown/CCmarkGFM": "CommonMarkConverter.swift", "TerminalText/CSystem": "DisplayWidth.swift",
    "PortfolioModel/CYAML": "YAMLReader.swift", "PortfolioModel/CTOML": "TOMLReader.swift",
    "SSHServer/CSeccomp": "Sandbox.swift",
    "PortfolioModel/CSystem": "ContentLoader.swift", "PortfolioModel/Glibc": "ContentLoader.swift",
  ]

  static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  static func swiftFiles() throws -> [(target: String, file: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }.map {
      path in
      let parts = path.split(separator: "/")
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      return (String(parts[0]), String(parts[parts.count - 1]), text)
    }
  }

  @Test func everyImportIsInTheTable() throws {
    let files = try Self.swiftFiles()
    #expect(files.count > 50)
    for (target, file, text) in files {
      let allowed = try #require(Self.allowed[target], "no row for the target \(target)")
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count == index + 2 else {
          continue
        }
        let module = String(words[index + 1])
        #expect(allowed.contains(module), "\(target)/\(file) imports \(module)")
        if let sole = Self.soleImporter["\(target)/\(module)"] {
          #expect(file == sole, "\(target)/\(file) imports \(module), which is for \(sole)")
        }
      }
    }
  }

  @Test func onlyTheEncoderMakesEscapes() throws {
    for (target, file, text) in try Self.swiftFiles()
    where target == "TerminalText" && file != "ANSIEncoder.swift" {
      #expect(!text.contains("u{1B}"), "\(target)/\(file)")
      #expect(!text.contains("0x1B,"), "\(target)/\(file)")
    }
  }

  @Test func nothingThatShipsUsesFoundation() throws {
    for (target, file, text) in try Self.swiftFiles() where target != "embed-content" {
      #expect(!text.contains("import Foundation"), "\(target)/\(file)")
    }
  }
}
