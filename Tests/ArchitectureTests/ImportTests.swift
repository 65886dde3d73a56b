import Foundation
import TestSupport
import Testing

/// Checks the imports of each target against a table, since SwiftPM lets a target import any module of the package that
/// happens to be built before it.
struct ImportTests {
  /// The modules that each target may import.
  static let allowed: [String: Set<String>] = [
    "JSON": [],
    "Markdown": ["CCmarkGFM", "Synchronization"],
    "Dialects": ["Markdown"],
    "TerminalText": ["Markdown", "CSystem"],
    "Pictures": ["TerminalText", "CPictures", "Glibc"],
    "TextSearch": ["CUTF8Proc"],
    "Hyphenation": [],
    "PortfolioModel": ["Markdown", "Dialects", "TextSearch", "JSON", "Synchronization"],
    "ContentSource": [
      "Markdown", "Dialects", "PortfolioModel", "JSON", "CYAML", "CTOML", "CSystem", "Glibc",
    ],
    "BundledContent": [],
    "PortfolioUI": ["Markdown", "TerminalText", "PortfolioModel", "TextSearch"],
    "Curses": ["PortfolioUI", "TerminalText", "CNcurses", "Glibc"],
    "Visit": ["CSystem", "Glibc"],
    "Commands": [
      "Markdown", "Dialects", "TerminalText", "PortfolioModel", "ContentSource", "BundledContent",
      "Pictures", "PortfolioUI", "Curses", "TextSearch", "Hyphenation", "Visit", "JSON", "CSystem", "Glibc",
      "Synchronization",
    ],
    "SSHServer": ["Visit", "JSON", "CLibSSH", "COpenSSL", "CSeccomp", "CSystem", "Glibc"],
    "portfolio-tui": ["Commands", "Glibc"],
    "portfolio-tui-serve": ["Commands", "SSHServer", "Visit", "Glibc"],
    "embed-content": ["Foundation"],
    "Plugins": ["Foundation", "PackagePlugin"],
  ]

  /// The only files of a target that may import a module.
  static let soleImporters: [String: Set<String>] = [
    "Markdown/CCmarkGFM": ["CommonMarkParser.swift", "CommonMarkConverter.swift", "ParserMemory.swift"],
    "TerminalText/CSystem": ["DisplayWidth.swift"],
    "Pictures/CPictures": ["PictureDecoder.swift", "PixelGrid+Compression.swift"],
    "Pictures/Glibc": ["LinearLight.swift"],
    "ContentSource/CYAML": ["YAMLReader.swift"], "ContentSource/CTOML": ["TOMLReader.swift"],
    "ContentSource/CSystem": ["FileSystem.swift"],
    "ContentSource/Glibc": ["FileSystem.swift", "PathExpression.swift"],
    "SSHServer/CSeccomp": ["Sandbox.swift"],
    "SSHServer/COpenSSL": ["Acceptor.swift"],
    "Visit/CSystem": ["Instant.swift"], "Visit/Glibc": ["NetworkAddress.swift"],
  ]

  static let sources = BuiltProducts.repository.appending(path: "Sources")

  static func swiftFiles() throws -> [(target: String, file: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }.map {
      path in
      let parts = path.split(separator: "/")
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      return (String(parts[0]), String(parts[parts.count - 1]), text)
    }
  }

  /// Returns the module that a line imports: `Module` for `@testable internal import struct Module.Type`.
  static func importedModule(in line: Substring) -> String? {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }
    guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
      words[..<index].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
    else { return nil }
    let isKind = kinds.contains(words[index + 1]) && index + 2 < words.count
    return words[isKind ? index + 2 : index + 1].split(separator: ".").first.map(String.init)
  }

  private static let accessLevels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let modifiers: Set<Substring> = accessLevels.union([
    "static", "final", "class", "override", "mutating", "nonisolated", "indirect", "lazy", "weak",
  ])
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]

  @Test(arguments: [
    ("import Glibc", "Glibc"), ("internal import Glibc", "Glibc"), ("@testable import Visit", "Visit"),
    ("package import struct Glibc.stat", "Glibc"), ("@_exported import func Glibc.open", "Glibc"),
    ("import Glibc.stdio", "Glibc"), ("import Glibc; import Foundation", "Glibc"),
  ])
  func parsesEveryFormOfImport(line: String, module: String) {
    #expect(Self.importedModule(in: line[...]) == module)
  }

  @Test func ignoresImportInProse() {
    #expect(Self.importedModule(in: "/// they import Foundation") == nil)
  }

  @Test func importsOnlyAllowedModules() throws {
    let files = try Self.swiftFiles()
    #expect(files.count > 50)
    for (target, file, text) in files {
      let allowed = try #require(Self.allowed[target], "no row for the target \(target)")
      for line in text.split(whereSeparator: { $0.isNewline || $0 == ";" }) {
        guard let module = Self.importedModule(in: line) else { continue }
        #expect(allowed.contains(module), "\(target)/\(file) imports \(module)")
        if let sole = Self.soleImporters["\(target)/\(module)"] {
          #expect(sole.contains(file), "\(target)/\(file) imports \(module), which is for \(sole)")
        }
      }
    }
  }

  /// Targets of one package need no more than `package`.
  @Test func declaresNothingPublic() throws {
    for (target, file, text) in try Self.swiftFiles() where target != "Plugins" {
      for line in text.split(separator: "\n") {
        let modifiers = line.split(separator: " ").prefix { $0.hasPrefix("@") || Self.modifiers.contains($0) }
        #expect(!modifiers.contains("public"), "\(target)/\(file): \(line)")
      }
    }
  }

  @Test func writesEscapeSequencesOnlyInTheEncoder() throws {
    for (target, file, text) in try Self.swiftFiles()
    where target == "TerminalText" && file != "ANSIEncoder.swift" {
      #expect(!text.contains("u{1B}"), "\(target)/\(file)")
      #expect(!text.contains("0x1B,"), "\(target)/\(file)")
    }
  }

  @Test func importsFoundationOnlyInBuildTools() throws {
    for (target, file, text) in try Self.swiftFiles() where !["embed-content", "Plugins"].contains(target) {
      #expect(!text.contains("import Foundation"), "\(target)/\(file)")
    }
  }
}
