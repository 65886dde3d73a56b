/// The source of a program, whose tests are no pages, and each of whose packages has files about itself.
enum ProgramSource {
  /// Files by which the folder of a program's source is known.
  private static let manifests: Set<String> = [
    "package.json", "deno.json", "pyproject.toml", "setup.py", "Cargo.toml", "go.mod", "Gemfile", "mix.exs",
  ]

  /// Folders at any depth within the source whose Markdown files are data.
  private static let dataFolders: Set<String> = ["__tests__", "__fixtures__", "fixtures"]

  /// Whether the files of a folder tell that the source of a program is in it.
  static func isIn(_ files: [String]) -> Bool { files.contains { manifests.contains($0) } }

  /// Whether a folder beside some files holds the tests of a program, whose Markdown files are data.
  /// - Parameter isWithin: whether a folder above it holds the source of a program.
  static func isTest(_ name: String, beside files: [String], isWithin: Bool = false) -> Bool {
    if dataFolders.contains(name) { return isWithin || isIn(files) }
    return ["test", "tests"].contains(name) && isIn(files)
  }
}
