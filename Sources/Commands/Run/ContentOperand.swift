internal import ContentSource
internal import Glibc
internal import Markdown
internal import PortfolioModel

extension Options {
  /// Whether the content is the bundled content.
  var showsBundledContent: Bool { content == nil && input == nil }
}

extension Place {
  /// Splits the path of a file and a heading in it: `notes.md#setup`. A name of a file may contain `#` itself.
  static func splitFile(_ word: String) -> (path: String, anchor: String?) {
    if access(word, F_OK) == 0 { return (word, nil) }
    let (path, anchor) = Place.split(word)
    return FileSystem.isRegularFile(path) ? (path, anchor) : (word, nil)
  }
}

/// A file, a folder or standard input as the content: `portfolio-tui notes.md`, `portfolio-tui blog`,
/// `… | portfolio-tui`.
extension Invocation {
  /// For a command line of the owner without a command: if the first operand is a path, or standard input holds
  /// Markdown, uses it as the content.
  ///
  /// A file is shown on the screen, or printed as by `cat` if there is no screen. ``isPath(_:)`` decides whether an
  /// operand is a path or the name of a page.
  /// - Parameter environment: is updated, because after a pipe was read, keys come from the terminal.
  mutating func adoptContent(for environment: inout RunEnvironment) throws(Failure) {
    guard command == nil, !options.showsHelp, !options.showsVersion else { return }
    guard let word = operands.first else {
      // The linear mode reads its commands from standard input.
      if options.content == nil, !options.isLinear { try adoptInput(&environment) }
      return
    }
    if word == "-", operands.count == 1 {
      if options.content != nil {
        throw .usage("'-' reads standard input; it does not apply with '--content'")
      }
      return try adoptInput(&environment)
    }
    let (path, anchor) = Place.splitFile(word)
    guard access(path, F_OK) == 0, try isPath(path) else { return }
    if namesContent { throw .usage("'\(word)' and '--content' both name the content; give one of them") }
    if !FileSystem.isRegularFile(path) || ContentTree.isResume(path) {
      options.content = word
      operands.removeFirst()
    } else if operands.count == 1 {
      if options.isRaw || !options.isLinear && !environment.hasKeyboard {
        operands = [["./", "../", "/"].contains { word.hasPrefix($0) } ? word : "./" + word]
      } else {
        options.content = path
        options.followsLinks = true
        operands = anchor.map { ["index#" + $0] } ?? []
      }
    }
  }

  /// Whether an operand that is an existing path is used as a path and not as the name of a page.
  ///
  /// A page of a named content takes precedence, and a page of the bundled content over a name without `.` and `/`.
  /// `./name` names a page, too, because a page may have the name of a command.
  private func isPath(_ word: String) throws(Failure) -> Bool {
    if word == "." || word == ".." || ["../", "/"].contains(where: { word.hasPrefix($0) }) { return true }
    let name = word.hasPrefix("./") ? word.dropFirst(2) : word[...]
    if name.count < word.count, PagePath.isMarkdown(word) { return true }
    if options.content == nil, name.contains("/") || name.contains(".") { return true }
    let portfolio = try Run.portfolio(in: options.content, showsDrafts: options.showsDrafts)
    guard case .nothing = portfolio.find(Place.split(word).path) else { return false }
    return !portfolio.sections.contains { $0.name == word }
  }

  /// Reads Markdown from standard input if that is a pipe or a file. Does nothing if the input is empty.
  private mutating func adoptInput(_ environment: inout RunEnvironment) throws(Failure) {
    guard operands == ["-"] || FileSystem.isPipeOrFile(STDIN_FILENO) else { return }
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try FileSystem.read(STDIN_FILENO, path: "standard input", limit: ContentLimits.inputBytes)
    } catch {
      throw .failed(error.description)
    }
    if bytes.isEmpty, operands.isEmpty { return }
    options.input = bytes
    if options.isRaw || !environment.isTerminal {
      operands = ["-"]
      return
    }
    operands = []
    // Standard input is used up, so read keys from the terminal.
    let keyboard = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0 else { return }
    dup2(keyboard, STDIN_FILENO)
    close(keyboard)
    environment.hasKeyboard = true
  }
}
