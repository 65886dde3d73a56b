/// The names of Markdown files and what they mean: pure functions of paths with `/` between their parts.
package enum PagePath {
  /// The extensions of Markdown files.
  package static let extensions = [".md", ".markdown"]
  /// The names, without extension, of the file that stands for its folder.
  package static let indexNames = ["index", "_index"]

  /// Whether a file is Markdown, by its extension.
  package static func isMarkdown(_ path: String) -> Bool { extensions.contains { path.hasSuffix($0) } }

  /// Whether a file's name without extension is that of an index.
  package static func isIndex(_ stem: String) -> Bool { indexNames.contains(stem) }

  /// A path without the extension of a Markdown file.
  package static func withoutExtension(_ path: String) -> Substring {
    for suffix in extensions where path.hasSuffix(suffix) { return path.dropLast(suffix.count) }
    return path[...]
  }

  /// The path of the page that a file makes: `a/b` for `a/b.md` and for `a/b/index.md`.
  package static func withoutEnding(_ path: String) -> Substring {
    var path = withoutExtension(path)
    for name in indexNames where path.hasSuffix("/" + name) { path = path.dropLast(name.count + 1) }
    return path
  }

  /// The last part of that path.
  package static func name(of path: String) -> Substring {
    let path = withoutEnding(path)
    return path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  /// A path without slashes at its ends and without empty parts, as `Portfolio.find` expects it.
  package static func normalized(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "/")
  }
}
