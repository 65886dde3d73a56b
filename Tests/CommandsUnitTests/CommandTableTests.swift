import Testing

@testable import Commands

/// The table of commands.
struct CommandTableTests {
  @Test func namesAreUniqueWords() {
    let names = CommandDefinition.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.wholeMatch(of: #/[a-z]+/#) != nil })
  }

  @Test(arguments: CommandDefinition.all.map(\.name))
  func helpIsShort(name: String) throws {
    let command = try #require(CommandDefinition.named(name))
    #expect(!command.summary.isEmpty && command.summary.count <= 60 && !command.summary.hasSuffix("."))
    #expect(!command.details.contains("\n\n") && command.details.count < 400)
  }

  @Test func usageShowsTheOperands() {
    let usages = CommandDefinition.all.map(\.usage)
    #expect(
      usages == [
        "ls [SECTION]", "cat PAGE...", "get FILE", "grep WORD...", "resume", "feed", "check [DIR]",
        "init DIR", "config [check]", "serve",
        "health [HOST:PORT]", "completions SHELL", "manual", "help [COMMAND]", "version",
      ])
  }

  /// Nothing that reads other files than those of the content, writes files, or starts a program is for visitors.
  @Test func visitorsHaveOnlyCommandsThatPrintTheContent() {
    let names = CommandDefinition.all(for: .visitor).map(\.name)
    #expect(names == ["ls", "cat", "get", "grep", "resume", "feed", "help", "version"])
  }

  @Test func theServiceHasTwoCommands() {
    #expect(CommandDefinition.all.filter(\.isService).map(\.name) == ["serve", "health"])
  }
}
