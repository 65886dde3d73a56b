import TerminalText
import Testing

@testable import Commands
@testable import Visit

/// The table of options: its names, its help, and the values that each row accepts.
struct OptionTableTests {
  private static let all = OptionDefinition.all

  private func option(_ name: String) throws -> OptionDefinition {
    try #require(Self.all.first { $0.long == name })
  }

  // MARK: Names

  @Test func namesAreUnique() {
    let names = Self.all.flatMap { [$0.long] + ($0.short.map { [$0] } ?? []) }
    #expect(Set(names).count == names.count)
    let variables = Self.all.compactMap(\.variable)
    #expect(Set(variables).count == variables.count)
  }

  @Test(arguments: all.map(\.long))
  func namesHaveTheFormOfOptions(name: String) throws {
    #expect(name.wholeMatch(of: #/--[a-z]+(-[a-z]+)*/#) != nil)
    if let short = try option(name).short { #expect(short.wholeMatch(of: #/-[a-z]/#) != nil) }
  }

  @Test func findsOptionsByEitherName() {
    for option in Self.all {
      #expect(OptionDefinition.named(option.long)?.long == option.long)
      if let short = option.short { #expect(OptionDefinition.named(short)?.long == option.long) }
    }
    #expect(OptionDefinition.named("--nonsense") == nil && OptionDefinition.named("") == nil)
  }

  @Test func variablesAreNamedAfterOptionsWithAValue() throws {
    #expect(try option("--content").variable == "PORTFOLIO_CONTENT")
    #expect(try option("--host-key").variable == "PORTFOLIO_HOST_KEY")
    #expect(try option("--per-source-half-open").variable == "PORTFOLIO_PER_SOURCE_HALF_OPEN")
    #expect(try option("--drafts").variable == nil)
  }

  // MARK: Help

  @Test(arguments: all.map(\.long))
  func helpIsOneShortLine(name: String) throws {
    let help = try option(name).help
    #expect(!help.isEmpty && help.count <= 100, "\(help.count): \(help)")
    #expect(!help.contains("\n") && !help.hasSuffix("."))
  }

  @Test func usageNamesTheValue() throws {
    #expect(try option("--width").usage == "-w, --width N")
    #expect(try option("--content").usage == "--content DIR")
    #expect(try option("--host-key").usage == "--host-key FILE")
    #expect(try option("--color").usage == "--color WHEN")
    #expect(try option("--public-name").usage == "--public-name HOST[:PORT]")
    #expect(try option("--help").usage == "-h, --help")
    #expect(try option("--fit").usage == "--fit [COLUMNSxROWS]")
  }

  @Test func helpNamesTheAllowedWords() throws {
    for option in Self.all {
      guard case .choice(let words, _) = option.value else { continue }
      #expect(option.help.hasSuffix(": " + words.list("or")), "\(option.long)")
    }
    #expect(
      try option("--theme").help == "theme: standard, light, dark, paper, contrast, gruvbox, nord or mono")
  }

  @Test func helpOfALimitNamesTheDefault() throws {
    #expect(try option("--max-visitors").help == "visitors at once (default: 200)")
    #expect(try option("--grace").help == "seconds from the connection to the first request (default: 10)")
  }

  // MARK: Scope

  @Test func scopesNameExistingCommands() {
    let known = Set(CommandDefinition.all.map(\.name) + [OptionDefinition.Scope.page])
    for option in Self.all {
      switch option.scope {
      case .everywhere, .pages: break
      case .except(let name): #expect(known.contains(name), "\(option.long): \(name)")
      case .only(let names):
        #expect(!names.isEmpty && Set(names).isSubset(of: known), "\(option.long): \(names)")
      }
    }
  }

  @Test func scopesContainTheirCommands() throws {
    let (serve, health) = (CommandDefinition.named("serve"), CommandDefinition.named("health"))
    let cat = CommandDefinition.named("cat")
    #expect(try option("--help").scope.contains(health))
    #expect(try option("--width").scope.contains(cat) && option("--width").scope.contains(nil))
    #expect(try !option("--width").scope.contains(serve))
    #expect(try option("--content").scope.contains(serve) && !option("--content").scope.contains(health))
    #expect(try option("--raw").scope.contains(cat) && option("--raw").scope.contains(nil))
    #expect(try !option("--watch").scope.contains(cat) && option("--watch").scope.contains(nil))
  }

  /// Nothing that names a file, a service, or content that is not published is for visitors.
  @Test func visitorsHaveOnlyOptionsOfTheLook() {
    #expect(
      Set(Self.all.filter(\.isForVisitors).map(\.long)) == [
        "--width", "--color", "--theme", "--hyperlinks", "--hyphenate", "--json", "--files", "--raw",
        "--format",
        "--tags", "--fit",
        "--base-url", "--images",
        "--linear", "--help", "--version",
      ])
  }

  // MARK: Values

  /// For each row, values that are accepted and values that are refused.
  private static let values: [(name: String, good: [String], bad: [String])] = OptionDefinition.all.map {
    option in
    switch option.value {
    case .flag: (option.long, [], [])
    case .choice(let words, _): (option.long, words, ["", "nonsense", (words.first ?? "").uppercased()])
    case .number(let range, _):
      (
        option.long, [String(range.lowerBound), String(range.upperBound)],
        [
          "", "x", "1.5", "1s", "0x10", " 1", "٣", "99999999999999999999", String(range.lowerBound - 1),
          String(range.upperBound + 1),
        ]
      )
    case .folder, .file: (option.long, ["a", "/b/c", "-", "a b"], [""])
    case .text: texts[option.long].map { (option.long, $0, $1) } ?? (option.long, [], [])
    }
  }

  private static let texts: [String: (good: [String], bad: [String])] = [
    "--listen": ([":22", "127.0.0.1:22", "[::1]:22 :23"], ["", " "]), "--user": (["nobody"], [""]),
    "--lang": (["de"], [""]), "--tags": (["a", "a, b", ",a"], ["", ",", " , "]),
    "--base-url": (
      ["https://a.example", "http://a.example:80/b/"],
      ["", "a.example", "ftp://a", "https://", "https://a b", "https://a?b"]
    ),
    "--fit": (["", "80x24"], ["80", "x24", "80x", "19x24", "80x4", "80X24"]),
    "--metrics": (["127.0.0.1:9222", "/run/metrics"], [""]),
    "--proxy-protocol": (["10.0.0.1", "10.0.0.0/8,::1"], ["", ",", "all", "10.0.0.1,x"]),
    "--public-name": (
      ["example.com", "example.com:22", "[::1]:22", "::1"], ["", ":22", "a b", "-x", "a:0"]
    ),
  ]

  @Test(arguments: values.map(\.name))
  func acceptsWhatItMustAndRefusesTheRest(name: String) throws {
    let row = try #require(Self.values.first { $0.name == name })
    let option = try option(name)
    if case .text = option.value { #expect(!row.good.isEmpty, "a new option needs values to test") }
    for value in row.good {
      var options = Options()
      #expect(option.apply(value, &options) == nil, "\(value)")
    }
    // A theme of the content folder is known later: `Invocation.adoptLooks`.
    for value in name == "--theme" ? [""] : row.bad {
      var options = Options()
      let fault = try #require(option.apply(value, &options), "\(value)")
      #expect(fault.hasPrefix("must "), "\(fault)")
      // A value that is refused changes nothing.
      #expect(String(describing: options) == String(describing: Options()), "\(value)")
    }
  }

  @Test func everyOptionChangesTheOptions() {
    for option in Self.all {
      var changes: [Bool] = []
      let values = Self.values.first { $0.name == option.long }?.good ?? []
      for value in option.placeholder == nil ? [""] : values {
        var options = Options()
        _ = option.apply(value, &options)
        changes.append(String(describing: options) != String(describing: Options()))
      }
      #expect(changes.contains(true), "\(option.long)")
    }
  }

  @Test func setsTheProperty() throws {
    func options(_ name: String, _ value: String = "") throws -> Options {
      var options = Options()
      #expect(try option(name).apply(value, &options) == nil)
      return options
    }
    #expect(try options("--width", "90").look.width == 90)
    #expect(try options("--color", "never").look.color == .never)
    #expect(try options("--theme", "dark").look.theme == Theme.dark)
    #expect(try options("--hyperlinks", "always").look.hyperlinks == .always)
    #expect(try options("--json").isJSON && options("--raw").isRaw && options("--pager").usesPager)
    #expect(try options("--linear").isLinear && options("--drafts").showsDrafts && options("--watch").watches)
    #expect(try options("--format", "json").format == .json)
    #expect(try options("--tags", "a, b,").tags == ["a", "b"])
    #expect(try options("--fit", "80x24").fit == .size(columns: 80, rows: 24))
    #expect(try options("--fit").fit == .terminal)
    #expect(try options("--content", "x").content == "x")
    #expect(try options("--visitor").isVisitor && options("--limits").printsLimits)
    #expect(try options("--public-name", "a.example:23").publicName?.command == "ssh -t -p 23 a.example")
    #expect(try options("--listen", ":1 [::1]:2").service.addresses == [":1", "[::1]:2"])
    #expect(try options("--host-key", "k").service.hostKey == "k")
    #expect(try options("--user", "u").service.user == "u")
    #expect(try options("--metrics", "m").service.metrics == "m")
    #expect(try options("--proxy-protocol", "10.0.0.1,10.1.0.0/16").service.proxies?.count == 2)
    #expect(try options("--log", "json").service.logFormat == .json)
    #expect(try options("--help").showsHelp && options("--version").showsVersion)
  }

  // MARK: Limits

  /// The properties of ``ServiceLimits`` and of its ``VisitLimits``, and their values.
  private func properties(_ limits: ServiceLimits) -> [String: String] {
    var properties: [String: String] = [:]
    for mirror in [Mirror(reflecting: limits), Mirror(reflecting: limits.visit)] {
      for child in mirror.children where child.label != "visit" {
        properties[child.label ?? ""] = String(describing: child.value)
      }
    }
    return properties
  }

  @Test func everyLimitHasARow() throws {
    let standard = properties(ServiceLimits())
    var changed: [String] = []
    for limit in OptionDefinition.limits {
      var options = Options()
      let other = limit.value(ServiceLimits()) + 1
      #expect(limit.option.apply(String(other), &options) == nil, "\(limit.name)")
      let found = properties(options.service.limits).filter { standard[$0.key] != $0.value }.map(\.key)
      #expect(found.count == 1, "\(limit.name) changes \(found)")
      changed += found
    }
    #expect(changed.sorted() == standard.keys.sorted())
  }

  @Test func limitsReturnTheValueThatWasSet() throws {
    for limit in OptionDefinition.limits {
      guard case .number(let range, let standard) = limit.option.value else {
        Issue.record("\(limit.name) is not a number")
        continue
      }
      #expect(standard == limit.value(ServiceLimits()), "\(limit.name)")
      #expect(range.contains(standard ?? 0), "\(limit.name)")
      for value in [range.lowerBound, range.upperBound] {
        var options = Options()
        #expect(limit.option.apply(String(value), &options) == nil)
        #expect(limit.value(options.service.limits) == value, "\(limit.name)")
      }
    }
  }

  @Test func printsAllLimits() {
    let lines = ServiceLimits().text.split(separator: "\n")
    #expect(lines.count == OptionDefinition.limits.count)
    #expect(lines.first == "max-visitors 200" && lines.contains("idle 1200"))
  }
}
