import ContentSource
import PortfolioUI
import TerminalText
import Testing

@testable import Commands

/// Configuration files: what an entry sets, and what is said about a wrong one.
struct ConfigurationTests {
  private func read(
    _ text: String, scope: ConfigurationReader.Scope = .program, home: String? = nil
  ) -> Configuration {
    ConfigurationReader.configuration(
      of: SettingsFile(Array(text.utf8), path: "/etc/c.toml"), path: "/etc/c.toml", scope: scope, home: home)
  }

  /// The faults of a file without the file's name.
  private func faults(_ text: String, scope: ConfigurationReader.Scope = .program) -> [String] {
    read(text, scope: scope).faults.map { $0.description.replacing("/etc/c.toml:", with: "") }
  }

  private func invocation(
    _ words: [String], _ text: String, by audience: Audience = .owner, variables: [String: String] = [:]
  ) throws -> Invocation {
    let configuration = read(text)
    var invocation = try Invocation(
      words, by: audience, environment: { variables[$0] }, configuration: { _, _ in configuration })
    try invocation.adoptLooks()
    return invocation
  }

  // MARK: Precedence

  @Test func anOptionPrecedesAVariableWhichPrecedesTheFile() throws {
    let text = "width = 50\ntheme = \"nord\"\n"
    #expect(try invocation(["cat", "x"], text).options.look.width == 50)
    #expect(try invocation(["cat", "x"], text).options.look.theme == .nord)
    let variables = ["PORTFOLIO_WIDTH": "60"]
    #expect(try invocation(["cat", "x"], text, variables: variables).options.look.width == 60)
    #expect(try invocation(["cat", "x", "-w", "70"], text, variables: variables).options.look.width == 70)
  }

  @Test func theTableServePrecedesTheRestForServe() throws {
    let text = "content = \"/a\"\n[serve]\ncontent = \"/b\"\nlisten = [\":22\", \":2222\"]\ngrace = 7\n"
    let serve = try invocation(["serve"], text)
    #expect(serve.options.content == "/b")
    #expect(serve.options.service.addresses == [":22", ":2222"])
    #expect(serve.options.service.limits.grace == .seconds(7))
    #expect(try invocation(["ls"], text).options.content == "/a")
  }

  @Test func aVisitorGetsLooksButNoContentOfTheOwner() throws {
    let text = "content = \"/a\"\nwidth = 50\ntheme = \"mine\"\n[themes.mine]\nheading = \"red\"\n"
    let visitor = try invocation(["cat", "x"], text, by: .visitor)
    #expect(visitor.options.content == nil)
    #expect(visitor.options.look.width == 50)
    #expect(visitor.options.look.theme?[.heading] == Style(.red))
  }

  @Test func pathsAreRelativeToTheFile() throws {
    #expect(read("content = \"blog\"").settings.map(\.text) == ["/etc/blog"])
    #expect(read("content = \"/my blog\"").settings.map(\.text) == ["/my blog"])
    #expect(read("content = \"~/blog\"", home: "/home/me").settings.map(\.text) == ["/home/me/blog"])
  }

  // MARK: Keys

  @Test func aKeyIsTakenFromOtherActions() throws {
    let keys = read("[keys]\nsearch = \"s ^S\"\nnext = [\"Down\", \"space\"]\n").keyBindings
    let wanted: [(String, Action?)] = [
      ("s", .search), ("^S", .search), ("/", nil), ("↓", .next), ("space", .next), ("j", nil),
      ("PgDn", .pageDown), ("k", .previous),
    ]
    for (notation, action) in wanted {
      let key = try #require(Key(notation: notation))
      #expect(keys.action(for: key) == action, "\(notation)")
    }
  }

  @Test func theProgramCanAlwaysBeLeft() throws {
    let unbound = Action.allCases.map { "\($0.name) = \"\"\n" }.joined()
    let configuration = read("[keys]\n" + unbound)
    #expect(configuration.faults == [])
    #expect(configuration.keyBindings.action(for: .character("q")) == .quit)
    #expect(configuration.keyBindings.action(for: .control("c")) == .interrupt)
    #expect(configuration.keyBindings.action(for: .character("j")) == nil)
    #expect(faults("[keys]\nnext = \"q x\"\n") == ["2: 'next': 'q' always means quit"])
    #expect(read("[keys]\nnext = \"q x\"\n").keyBindings.action(for: .character("x")) == .next)
    #expect(read("[keys]\nquit = \"X\"\n").keyBindings.action(for: .character("q")) == .quit)
  }

  @Test func namesOfActionsAndRolesAreUnique() {
    #expect(Set(Action.allCases.map(\.name)).count == Action.allCases.count)
    #expect(Set(Role.allCases.map(\.name)).count == Role.allCases.count)
    #expect(Action.halfPageDown.name == "half-page-down" && Action(name: "half-page-down") == .halfPageDown)
    #expect(Role.codeBlock.name == "code-block" && Role(name: "code-block") == .codeBlock)
  }

  // MARK: Themes

  @Test func aThemeChangesRolesOfAnother() throws {
    let text = """
      theme = "mine"
      [themes.mine]
      base = "nord"
      heading = "#ff8000 bold"
      text = "white on 234"
      """
    let theme = try #require(read(text).themes.first)
    #expect(theme.name == "mine")
    #expect(theme[.heading] == Style(.direct(0xFF8000), .bold))
    #expect(theme[.text] == Style(.palette(7), on: .palette(234)))
    #expect(theme[.link] == Theme.nord[.link])
    #expect(read(text).faults == [])
    #expect(read(text).allThemes.first == theme)
  }

  @Test(arguments: [
    "red", "bright-blue bold", "#0a0b0c on 17", "on black", "dim italic underline", "default",
    "reverse", "214 strikethrough",
  ])
  func theNotationOfAStyleIsReadBack(notation: String) throws {
    #expect(try Style(notation: notation).notation == notation)
  }

  // MARK: Faults

  @Test(arguments: [
    ("widht = 50", "1: there is no setting 'widht'; did you mean 'width'?"),
    ("width = 5", "1: 'width' must be a number from 20 to 1000"),
    ("width = [1, [2]]", "1: 'width' must be a single value"),
    ("theme = \"x\"\n[themes.y]", "1: there is no theme 'x'; the themes are"),
    ("listen = \":22\"", "1: 'listen' belongs in the table [serve]"),
    ("mouse = 3", "1: 'mouse' must be true or false"),
    ("keys = 1", "1: 'keys' must be a table: [keys]"),
    ("[keys]\nnxt = \"j\"", "2: there is no action 'nxt'; did you mean 'next'?"),
    ("[keys]\nnext = \"gg\"", "2: 'next': there is no key 'gg'"),
    ("[keys]\nnext = \"x\"\nprevious = \"x\"", "3: 'previous': 'x' is a key of 'next' already"),
    ("[themes.m]\nheading = \"#zzzzzz\"", "2: 'heading' has no colour '#zzzzzz': a colour is"),
    ("[themes.m]\nheading = \"red blue\"", "2: 'heading' has two colours"),
    ("[themes.m]\nheadng = \"red\"", "2: there is no role 'headng'; did you mean 'heading'?"),
    ("[themes.m]\nbase = \"x\"", "2: 'base' must be"),
    ("[serve]\ngrace = 0", "2: 'grace' must be a number from 1 to 3600"),
    ("[serve]\nlimits = true", "2: there is no setting 'limits' in [serve]"),
    ("theme = \"light\"\nwidth 50\nmouse = false", "2: is not TOML: "),
  ])
  func aWrongEntryIsASentenceWithItsLine(text: String, start: String) {
    let faults = faults(text)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix(start) == true, "\(faults)")
  }

  @Test func theRestHolds() {
    let configuration = read("width 50\ntheme = \"light\"\n[keys]\nnext = \"^\u{7}\"\nzoom = \"Z\"\n")
    #expect(configuration.settings.map(\.text) == ["light"])
    #expect(configuration.keyBindings.action(for: .character("Z")) == .zoom)
  }

  @Test func aContentFolderSetsLooksOnly() {
    let text = "theme = \"light\"\nstart = \"about/me\"\n[themes.mine]\nlink = \"red\"\n"
    let looks = read(text, scope: .content)
    #expect(looks.faults == [])
    #expect(looks.start == "about/me" && looks.themes.map(\.name) == ["mine"])
    for entry in ["content = \"/\"", "keys = 1", "mouse = true", "serve = 1", "width = 80"] {
      #expect(faults(entry, scope: .content).first?.contains("does not apply in a content folder") == true)
    }
  }
}
