internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import TerminalText

/// What can stand at the end of an unfinished command line of the owner.
struct Completion {
  /// A word, and what it means.
  struct Candidate: Equatable {
    let word: String
    let description: String
  }

  /// What the shell itself completes if no candidate fits.
  enum Paths: String {
    case none, files, folders
  }

  private(set) var candidates: [Candidate] = []
  private(set) var paths = Paths.none
  private let line: UnfinishedLine

  /// - Parameters:
  ///   - words: the words after the program's name. The last is the one to complete, which may be empty.
  ///   - options: those that variables set.
  init(_ words: [String], options: Options) {
    line = UnfinishedLine(words, options: options)
    complete()
  }

  /// The word to complete.
  var current: String { line.current }

  private mutating func complete() {
    if let option = line.openOption { return completeValue(of: option, after: "") }
    if !line.isTerminated, line.current.hasPrefix("-") {
      guard let equals = line.current.firstIndex(of: "=") else { return completeOption() }
      let name = String(line.current[..<equals])
      if let option = OptionDefinition.named(name), name.hasPrefix("--") {
        completeValue(of: option, after: name + "=")
      }
      return
    }
    guard let command = line.command else { return completePage() }
    if line.operands.count < command.operands.count.upperBound { completeOperand(of: command) }
  }

  // MARK: Options

  private mutating func completeOption() {
    let options =
      line.command.map { OptionDefinition.all(of: $0, for: .owner) } ?? OptionDefinition.all(for: .owner)
    for option in options {
      for name in [option.long, option.short].compactMap({ $0 }) { add(name, option.help) }
    }
  }

  /// - Parameter prefix: what precedes the value in the word: `--color=`.
  private mutating func completeValue(of option: OptionDefinition, after prefix: String) {
    switch option.value {
    case .choice where option.long == "--theme":
      for theme in line.options.configuration.allThemes { add(prefix + theme.name, "") }
    case .choice(let words, _): for word in words { add(prefix + word, "") }
    // The option for a folder accepts a file, too.
    case .folder, .file: paths = .files
    case .flag, .number, .text: break
    }
  }

  // MARK: Operands

  /// Completes the first word of a command line without a command, or a page after the folder that holds it.
  private mutating func completePage() {
    if line.operands.isEmpty {
      if !line.isTerminated { addCommands() }
      addPages()
      paths = .files
    } else if line.operands.count == 1, line.namesContent {
      addPages()
    }
  }

  private mutating func completeOperand(of command: CommandDefinition) {
    switch command.operands.kind {
    case .section:
      for section in portfolio?.sections ?? [] { add(section.name, section.title) }
    case .page:
      addPages()
      paths = .files
    case .file:
      guard let portfolio else { return }
      for file in ContentFiles(content: line.options.content, of: portfolio).offered { add(file.name, "") }
    case .folder: paths = .folders
    case .command:
      addCommands()
      add("keys", "list the keys")
    case .shell: for shell in Shell.allCases { add(shell.rawValue, "") }
    case .check: add("check", "list the faults of the configuration")
    case .word, .address: break
    }
  }

  private mutating func addCommands() {
    for command in CommandDefinition.all { add(command.name, command.summary) }
  }

  private mutating func addPages() {
    guard let portfolio else { return }
    if current.contains("#") { return addHeadings(portfolio) }
    for page in portfolio.pages { add(isSlugTyped(of: page, portfolio) ? page.slug : page.id, page.title) }
  }

  /// Whether the word is the start of a slug that names the page, and not of its id.
  private func isSlugTyped(of page: Page, _ portfolio: Portfolio) -> Bool {
    if current.isEmpty || !page.slug.hasPrefix(current) || page.id.hasPrefix(current) { return false }
    // As the first word the name of a command is the command.
    if line.command == nil, CommandDefinition.named(page.slug) != nil { return false }
    guard case .page(let found) = portfolio.find(page.slug) else { return false }
    return found.id == page.id
  }

  /// Adds the headings of the page that precedes `#`.
  private mutating func addHeadings(_ portfolio: Portfolio) {
    let name = Place.split(current).path
    guard case .page(let page) = portfolio.find(name) else { return }
    let document = ParseGuard.parse(page.path, bytes: page.file.count) { page.document }
    for heading in document.outline { add(name + "#" + heading.anchor, heading.title) }
  }

  /// The content of the command line; nil if it cannot be read. A shell that completes shows no errors.
  private var portfolio: Portfolio? {
    try? Run.portfolio(
      in: line.options.content, showsDrafts: line.options.showsDrafts, language: line.options.language)
  }

  /// Adds a candidate. A name that the filter changes could not be typed as it is shown.
  private mutating func add(_ word: String, _ description: String) {
    guard !word.isEmpty, FilteredText(word).string == word else { return }
    candidates.append(Candidate(word: word, description: FilteredText(description).string))
  }
}

/// A command line whose last word is not finished. Errors in it are ignored.
private struct UnfinishedLine {
  private(set) var command: CommandDefinition?
  private(set) var operands: [String] = []
  private(set) var options: Options
  /// Whether `--` ended the options.
  private(set) var isTerminated = false
  /// The option whose value is the word to complete.
  private(set) var openOption: OptionDefinition?
  /// Whether the first operand is the content.
  private(set) var namesContent = false
  let current: String

  init(_ words: [String], options: Options) {
    self.options = options
    current = words.last ?? ""
    var rest = words.dropLast()[...]
    while let word = rest.popFirst() {
      if isTerminated || !word.hasPrefix("-") || word == "-" {
        if !isTerminated, command == nil, operands.isEmpty, let definition = CommandDefinition.named(word) {
          command = definition
        } else {
          operands.append(word)
        }
      } else if word == "--" {
        isTerminated = true
      } else {
        parseOption(word, &rest)
      }
    }
    if command == nil, let path = operands.first.map(expanded), access(path + "/.", F_OK) == 0 {
      self.options.content = path
      namesContent = true
    }
  }

  private mutating func parseOption(_ word: String, _ rest: inout ArraySlice<String>) {
    let isLong = word.hasPrefix("--")
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var value = isLong ? (parts.count > 1 ? parts[1] : nil) : word.count > 2 ? String(word.dropFirst(2)) : nil
    guard let option = OptionDefinition.named(isLong ? parts[0] : String(word.prefix(2))) else { return }
    if value == nil, option.placeholder != nil {
      if option.isValueOptional {
        if rest.first?.first?.isNumber == true { value = rest.popFirst() }
      } else if rest.isEmpty {
        openOption = option
        return
      } else {
        value = rest.popFirst().map(expanded)
      }
    }
    _ = option.apply(value ?? "", &options)
  }

  /// Replaces `~` at the start of a path, as shells do when they run the command line.
  private func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = RunEnvironment.current()["HOME"] else {
      return path
    }
    return home + path.dropFirst()
  }
}
