internal import ContentSource
internal import Glibc
internal import PortfolioModel
internal import TerminalText

/// `init`: creates a folder of content to fill in.
func runInit(_ run: Run) throws(Failure) {
  guard let folder = run.operands.first, !folder.isEmpty else {
    throw .usage("'init' needs the name of a folder")
  }
  let files = try run.options.source.map { path throws(Failure) in try resumeFiles(path) } ?? templateFiles
  if mkdir(folder, 0o755) != 0 {
    guard errno == EEXIST else { throw failure(folder) }
    guard isEmptyFolder(folder) else {
      throw .failed("\(folder) already exists and is not an empty folder")
    }
  }
  for file in files {
    if let slash = file.path.lastIndex(of: "/") {
      let parent = "\(folder)/\(file.path[..<slash])"
      if mkdir(parent, 0o755) != 0, errno != EEXIST { throw failure(parent) }
    }
    try create("\(folder)/\(file.path)", file.bytes)
  }
  let name = FilteredText(folder)
  try run.output.writeLine(
    "Created " + name + ". Show it with: portfolio-tui --content " + FilteredText(CommandWords.quoted(folder))
  )
}

private var templateFiles: [ContentTree.File] {
  ContentTemplate.files.map { ContentTree.File(path: $0.path, bytes: Array($0.text.utf8)) }
}

/// The pages of a résumé file.
private func resumeFiles(_ path: String) throws(Failure) -> [ContentTree.File] {
  guard FileSystem.isRegularFile(path) || access(path, F_OK) != 0, ContentTree.isResume(path) else {
    throw .failed("\(path) is no résumé: it must be a file of JSON or YAML")
  }
  let tree = try Run.tree(in: path)
  guard tree.isResume else { throw .failed(tree.problems.first?.description ?? "\(path) is no résumé") }
  return tree.files
}

/// Whether a folder has no entries but `.` and `..`.
private func isEmptyFolder(_ path: String) -> Bool {
  guard let stream = opendir(path) else { return false }
  defer { closedir(stream) }
  var count = 0
  while readdir(stream) != nil { count += 1 }
  return count <= 2
}

/// Creates a file; a file that exists is an error.
private func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw failure(path) }
  defer { close(descriptor) }
  let error = bytes.withUnsafeBytes { Output.write($0, to: descriptor) }
  if error != 0 { throw .failed("\(path): \(String(cString: strerror(error)).lowercased())") }
}

/// Returns a failure with the message of `errno`.
private func failure(_ path: String) -> Failure {
  .failed("\(path): \(String(cString: strerror(errno)).lowercased())")
}
