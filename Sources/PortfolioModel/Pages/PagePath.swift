/// Pure functions for the paths of Markdown files, with `/` between their parts.
package enum PagePath {
  /// The extensions of Markdown files, in lower case.
  package static let extensions = [".md", ".markdown", ".mdx", ".mdown", ".mkd", ".qmd"]
  /// The names, without extension, of the index file of a folder.
  package static let indexNames = ["index", "_index"]

  /// Whether a file is Markdown, by its extension in any case.
  package static func isMarkdown(_ path: String) -> Bool { extensionLength(of: path) > 0 }

  /// Whether a file's name without extension is that of an index.
  package static func isIndex(_ stem: String) -> Bool { indexNames.contains(stem) }

  /// The extension of any file, without its dot; nil if it has none.
  package static func ending(of path: String) -> Substring? {
    let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    return name[name.index(after: dot)...]
  }

  /// Whether a file is a document of another format that generators show as a page, by its extension in any case.
  package static func isOtherDocument(_ path: String) -> Bool {
    guard let ending = ending(of: path) else { return false }
    return ["rst", "adoc", "asciidoc", "org", "textile", "ipynb", "rmd"].contains(ending.lowercased())
  }

  /// A path without the extension of a Markdown file.
  package static func withoutExtension(_ path: String) -> Substring {
    path[..<path.utf8.index(path.endIndex, offsetBy: -extensionLength(of: path))]
  }

  /// The bytes of the extension of a Markdown file; 0 for another file.
  private static func extensionLength(of path: String) -> Int {
    // Bytes are faster than characters, and this is called for every file of a folder.
    let bytes = path.utf8
    guard let dot = bytes.suffix(9).lastIndex(of: UInt8(ascii: ".")) else { return 0 }
    let ending = bytes[dot...]
    let isKnown = extensions.contains { known in
      ending.elementsEqual(known.utf8) { $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1 }
    }
    return isKnown ? ending.count : 0
  }

  /// The path of a page by that of its file: `a/b` for `a/b.md` and for `a/b/index.md`.
  package static func withoutEnding(_ path: String) -> Substring {
    var path = withoutExtension(path)
    for name in indexNames {
      let end = path.utf8.suffix(name.utf8.count + 1)
      if end.first == UInt8(ascii: "/"), end.dropFirst().elementsEqual(name.utf8) {
        path = path[..<end.startIndex]
      }
    }
    return path
  }

  /// The last part of that path.
  package static func name(of path: String) -> Substring {
    let path = withoutEnding(path)
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return path[path.utf8.index(after: slash)...]
  }

  /// A path without slashes at its ends and without empty parts, as `Portfolio.find` expects it.
  package static func normalized(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "/")
  }
}
