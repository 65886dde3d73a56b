import ContentSource
import Foundation
import PortfolioUI
import TestSupport
import Testing

@testable import Commands

/// The manual page against the tables that it derives from.
struct ManualSectionTests {
  /// Returns the source of a section.
  private func text(_ title: String) throws -> String {
    let section = try #require(ManualSection.all.first { $0.title == title })
    var page = ManualPage(title: "T", section: 1, date: "2026-01-31", version: "v")
    page.heading(section.title)
    section.write(&page)
    return page.text
  }

  @Test func everyCommandIsInTheSynopsisAndDescribed() throws {
    let (synopsis, commands) = (try text("SYNOPSIS"), try text("COMMANDS"))
    for command in CommandDefinition.all {
      #expect(synopsis.contains("\\fBportfolio\\-tui \(command.name)\\fR"), "\(command.name)")
      #expect(commands.contains(".TP\n\\fB\(command.name)\\fR"), "\(command.name)")
    }
    #expect(
      synopsis.components(separatedBy: ".br\n").count == UsageForm.all.count + CommandDefinition.all.count)
  }

  @Test func everyOptionHasOneEntry() throws {
    let both = try text("OPTIONS") + text("SERVING")
    for option in OptionDefinition.all {
      let names = [option.short, option.long].compactMap { $0 }.joined(separator: ", ")
      let term = ".TP\n\\fB\(Roff.escaped(names))\\fR"
      let ends = [term + "\n", term + " "]
      #expect(ends.map { both.components(separatedBy: $0).count - 1 }.reduce(0, +) == 1, "\(option.long)")
    }
  }

  @Test func everyKeyHasAnEntry() throws {
    let keys = try text("KEYS")
    for row in KeyBindings.standard.rows {
      #expect(keys.contains(".TP\n\\fB\(Roff.escaped(KeyBindings.allKeys(of: row)))\\fR\n"), "\(row.help)")
    }
  }

  @Test func everyFieldHasAnEntryUnderAllItsNames() throws {
    let content = try text("CONTENT")
    let fields = FieldReference.groups.flatMap(\.fields)
    #expect(fields.count > 40)
    for field in fields {
      let term = Roff.escaped(field.names.joined(separator: ", "))
      #expect(content.contains(".TP\n\\fB\(term)\\fR\n"), "\(field.names)")
      #expect(!field.help.isEmpty && field.help.count <= 80 && !field.help.hasSuffix("."), "\(field.names)")
    }
  }

  @Test func sectionsHaveTextAndUniqueTitles() throws {
    #expect(Set(ManualSection.all.map(\.title)).count == ManualSection.all.count)
    for section in ManualSection.all { #expect(try text(section.title).split(separator: "\n").count > 4) }
  }

  /// The names of variables that the sources read.
  @Test func listsEveryVariableOfTheEnvironment() throws {
    let known = Set(EnvironmentVariable.all.flatMap(\.names))
    var found: Set<String> = []
    let sources = BuiltProducts.repository.appending(path: "Sources")
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for match in text.matches(of: #/(?:getenv\(|environment\[|self\[|folder\()"([A-Z_]+)"/#) {
        found.insert(String(match.1))
      }
    }
    #expect(found.count > 12)
    #expect(found.subtracting(known) == [])
  }
}
