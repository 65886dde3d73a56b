import Testing

@testable import Commands
@testable import Visit

/// Command lines: which words are the command, which are its operands, and what is said about wrong ones.
struct InvocationTests {
  private func parse(
    _ line: String, by audience: Audience = .owner, variables: [String: String] = [:]
  ) throws -> Invocation {
    try Invocation(line.split(separator: " ").map(String.init), by: audience) { variables[$0] }
  }

  /// The error message of a wrong command line.
  private func message(
    _ line: String, by audience: Audience = .owner, variables: [String: String] = [:]
  ) throws -> String? {
    do throws(Failure) {
      _ = try Invocation(line.split(separator: " ").map(String.init), by: audience) { variables[$0] }
    } catch {
      #expect(error.status == 2)
      return error.message
    }
    return nil
  }

  // MARK: Words

  @Test(arguments: [
    "cat a b -w 90", "-w 90 cat a b", "cat -w90 a b", "cat a --width=90 b", "cat -w 90 -- a b",
  ])
  func optionsStandAnywhere(line: String) throws {
    let invocation = try parse(line)
    #expect(invocation.command?.name == "cat")
    #expect(invocation.operands == ["a", "b"])
    #expect(invocation.options.look.width == 90)
  }

  @Test(arguments: [
    ("resume --fit", ScreenFit.terminal), ("resume --fit --format markdown", .terminal),
    ("resume --fit 60x20", .size(columns: 60, rows: 20)),
    ("--fit=60x20 resume", .size(columns: 60, rows: 20)),
    ("--fit resume", .terminal),
  ])
  func anOptionalValueBeginsWithADigit(line: String, fit: ScreenFit) throws {
    let invocation = try parse(line)
    #expect(invocation.command?.name == "resume")
    #expect(invocation.operands == [] && invocation.options.fit == fit)
  }

  @Test func wordsThatAreNotACommandAreAPage() throws {
    let invocation = try parse("articles/one")
    #expect(invocation.command == nil)
    #expect(invocation.operands == ["articles/one"])
    #expect(try parse("").operands == [])
    #expect(try parse("./ls").command == nil)
  }

  @Test func aWordAfterTwoHyphensIsAPage() throws {
    let invocation = try parse("-w 90 -- resume --raw")
    #expect(invocation.command == nil)
    #expect(invocation.operands == ["resume", "--raw"])
    #expect(try parse("--").operands == [])
  }

  @Test func twoHyphensAfterACommandEndTheOptions() throws {
    let invocation = try parse("cat -- -w --")
    #expect(invocation.command?.name == "cat")
    #expect(invocation.operands == ["-w", "--"])
  }

  @Test func aHyphenIsAnOperand() throws {
    #expect(try parse("cat -").operands == ["-"])
    #expect(try parse("-").operands == ["-"])
  }

  @Test func theLastOfEqualOptionsCounts() throws {
    #expect(try parse("-w 80 ls --width 90").options.look.width == 90)
    #expect(try parse("serve --listen :1 --listen :2").options.service.addresses == [":1", ":2"])
  }

  // MARK: Arguments for the program of the service

  @Test(arguments: [
    ("serve --listen :1", ["--listen", ":1"]), ("--listen :1 serve", ["--listen", ":1"]),
    ("--user serve --listen :1 serve", ["--user", "serve", "--listen", ":1"]),
    ("--content=serve serve extra", ["--content=serve", "extra"]), ("health h:1", ["h:1"]),
  ])
  func onlyTheNameOfTheCommandIsRemovedFromTheArguments(line: String, arguments: [String]) throws {
    #expect(try parse(line).arguments == arguments)
  }

  // MARK: Wrong options

  @Test(arguments: [
    ("serve --idel 5", "there is no option '--idel'; did you mean '--idle'?"),
    ("--idel 5 serve", "there is no option '--idel'; did you mean '--idle'?"),
    ("--lisetn :1 serve", "there is no option '--lisetn'; did you mean '--listen'?"),
    ("--lisetn :1", "there is no option '--lisetn'; did you mean '--listen'?"),
    ("serve --colour never", "there is no option '--colour'; 'help serve' lists them all"),
    ("--colour never", "there is no option '--colour'; did you mean '--color'?"),
    ("ls --jsn", "there is no option '--jsn'; did you mean '--json'?"),
    ("--cont x", "there is no option '--cont'; did you mean '--content'?"),
    ("-x ls", "there is no option '-x'; 'help' lists them all"),
    ("-c ls", "there is no option '-c'; did you mean '--color', '--config' or '--content'?"),
    ("--xyzzy", "there is no option '--xyzzy'; 'help' lists them all"),
    ("-w=90 ls", "'-w' must be a number from 20 to 1000"),
    ("--width=abc", "'--width' must be a number from 20 to 1000"), ("ls -w", "'-w' needs a value"),
    ("ls --width", "'--width' needs a value"), ("-hw", "'-h' takes no value"),
    ("ls --json=1", "'--json' takes no value"), ("--", nil),
    ("--= ls", "there is no option '--'; 'help' lists them all"),
    ("serve --limits=1", "'--limits' takes no value"), ("serve --log xml", "'--log' must be logfmt or json"),
  ])
  func namesTheRightOption(line: String, sentence: String?) throws {
    #expect(try message(line) == sentence)
  }

  @Test(arguments: [
    ("cat --format json x", "'--format' does not apply to 'cat'; use it with 'resume'"),
    ("resume --json", "'--json' does not apply to 'resume'; use it with 'ls' or 'grep'"),
    ("--listen :1 ls", "'--listen' does not apply to 'ls'; use it with 'serve'"),
    ("--listen :1", "'--listen' does not apply without a command; use it with 'serve'"),
    ("--json x", "'--json' does not apply to a page; use it with 'ls' or 'grep'"),
    ("ls --watch", "'--watch' does not apply to 'ls'; use it without a command"),
    ("ls --raw", "'--raw' does not apply to 'ls'; use it with 'cat', or without a command"),
    ("ls --pager", "'--pager' does not apply to 'ls'; use it with 'cat' or 'resume', or without a command"),
    ("serve -w 80", "'--width' does not apply to 'serve'; see 'help serve'"),
    ("health --content x", "'--content' does not apply to 'health'; see 'help health'"),
    ("--visitor --limits", "'--limits' does not apply without a command; use it with 'serve'"),
  ])
  func namesTheCommandsOfAnOption(line: String, sentence: String) throws {
    #expect(try message(line) == sentence)
  }

  // MARK: Visitors

  @Test(arguments: [
    ("serve", "'serve' is not for visitors"), ("check", "'check' is not for visitors"),
    ("--content / ls", "'--content' is not for visitors"), ("ls --drafts", "'--drafts' is not for visitors"),
    ("--contnt x", "there is no option '--contnt'; 'help' lists them all"),
    ("ls --linear", "'--linear' does not apply to 'ls'; use it without a command"),
  ])
  func refusesWhatIsNotForVisitors(line: String, sentence: String) throws {
    #expect(try message(line, by: .visitor) == sentence)
  }

  @Test func variablesOfVisitorsDoNotCount() throws {
    let variables = ["PORTFOLIO_WIDTH": "90", "PORTFOLIO_CONTENT": "/", "PORTFOLIO_THEME": "nonsense"]
    for invocation in [
      try parse("ls", by: .visitor, variables: variables), try parse("--visitor", variables: variables),
    ] {
      #expect(invocation.options.look.width == nil && invocation.options.content == nil)
    }
  }

  // MARK: Variables

  @Test func aVariableSetsAnOption() throws {
    let variables = ["PORTFOLIO_WIDTH": "90", "PORTFOLIO_CONTENT": "here", "PORTFOLIO_THEME": "dark"]
    let options = try parse("ls", variables: variables).options
    #expect(options.look.width == 90 && options.content == "here" && options.look.theme?.name == "dark")
  }

  @Test func anOptionTakesPrecedenceOverItsVariable() throws {
    let variables = ["PORTFOLIO_WIDTH": "nonsense", "PORTFOLIO_LISTEN": ":1 :2"]
    #expect(try parse("ls -w 80", variables: variables).options.look.width == 80)
    #expect(try parse("serve", variables: variables).options.service.addresses == [":1", ":2"])
    let both = try parse("serve --listen :3", variables: variables)
    #expect(both.options.service.addresses == [":3"])
  }

  @Test func aVariableOfAnotherCommandDoesNotCount() throws {
    let variables = ["PORTFOLIO_FORMAT": "nonsense", "PORTFOLIO_IDLE": "nonsense"]
    #expect(try message("ls", variables: variables) == nil)
    #expect(
      try message("resume", variables: variables) == "PORTFOLIO_FORMAT must be text, markdown or json")
    #expect(
      try message("serve", variables: variables) == "PORTFOLIO_IDLE must be a number from 1 to 86400")
  }

  @Test func anEmptyVariableDoesNotCount() throws {
    #expect(try parse("ls", variables: ["PORTFOLIO_CONTENT": ""]).options.content == nil)
  }

  @Test func aWrongVariableIsNamed() throws {
    #expect(
      try message("ls", variables: ["PORTFOLIO_WIDTH": "x"])
        == "PORTFOLIO_WIDTH must be a number from 20 to 1000")
  }

  @Test func flagsHaveNoVariables() throws {
    #expect(try !parse("ls", variables: ["PORTFOLIO_DRAFTS": "1"]).options.showsDrafts)
  }

  // MARK: The warning of a visit

  @Test(arguments: [
    ("serve --idle 100 --idle-warning 30", 30), ("serve --idle-warning 30 --idle 100", 30),
    ("serve --idle-warning 30 --idle 40", 30), ("serve --idle 10", 5),
    ("serve --idle 10 --idle-warning 60", 5), ("--visitor --idle 4", 2), ("serve", 60),
  ])
  func theWarningComesBeforeTheEnd(line: String, seconds: Int) throws {
    #expect(try parse(line).options.service.limits.visit.warning == .seconds(seconds))
  }
}
