/// `completions`: prints the completion script of a shell or, for that script, the words that complete a line.
func runCompletions(_ run: Run) throws(Failure) {
  let names = Shell.allCases.map(\.rawValue)
  guard let name = run.operands.first else {
    throw .usage("'completions' needs a shell: \(names.list("or"))")
  }
  guard let shell = Shell(rawValue: name) else {
    throw .usage("there are no completions for '\(name)', only for \(names.list("and"))")
  }
  let text =
    run.options.listsWords ? words(after: Array(run.operands.dropFirst()), shell, run.options) : shell.script
  try run.output.write { $0 += text.utf8 }
}

/// Returns what the shell is to complete itself (``Completion/Paths``) on a line, and then a candidate on each line.
///
/// bash does not select among the candidates. The other shells do, and also offer those that contain the word.
private func words(after typed: [String], _ shell: Shell, _ options: Options) -> String {
  let (words, quote) = shell.unquoted(typed)
  let completion = Completion(words, options: options)
  let current = completion.current.lowercased()
  let fitting = completion.candidates.filter { candidate in
    shell == .bash
      ? candidate.word.hasPrefix(completion.current) : candidate.word.lowercased().contains(current)
  }
  let paths = fitting.isEmpty ? completion.paths : .none
  let lines = fitting.compactMap { shell.line($0, quote: quote) }
  return ([paths.rawValue] + lines).map { $0 + "\n" }.joined()
}
