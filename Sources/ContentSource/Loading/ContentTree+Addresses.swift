internal import PortfolioModel

/// The addresses at which the scripts of a site publish its pages.
extension ContentTree {
  /// Gives the pages with numbers before their names, or before those of their folders, `100-usage/200-start.md`, the
  /// addresses without them as further ones.
  mutating func publishWithoutNumbers() {
    for index in files.indices {
      let path = String(PagePath.withoutEnding(files[index].path))
      let address = NamePosition.removed(from: path)
      if address == path { continue }
      files[index].addAlias("/" + address)
      // A link to a page beside it is relative to the folder as it is written.
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      if let name = address.split(separator: "/").last { files[index].addAlias("/\(folder)/\(name)") }
    }
  }

  /// Takes the path in the field `slug` of Starlight, `slug: guides/start`, as that at which a page is published. The
  /// sidebar names the page by it.
  mutating func publishAtSlugs() {
    for index in files.indices where files[index].publishedPath == nil {
      guard let slug = Self.headerText("slug", in: files[index].bytes), slug.contains("/") else { continue }
      let path = PagePath.normalized(slug)
      if path.split(separator: "/").allSatisfy({ PathName.isSlug(String($0)) }) {
        files[index].publishedPath = path
      }
    }
  }

  /// Adds the names by which pages of Logseq link to those whose names of files are percent-encoded: `a%3A b.md` is `a: b`.
  mutating func addDecodedNames() {
    for index in files.indices where files[index].path.utf8.contains(UInt8(ascii: "%")) {
      let name = String(PagePath.name(of: files[index].path))
      let decoded = Portfolio.decodingPercents(in: name)
      if decoded != name { files[index].addAlias(decoded) }
    }
  }
}

extension ContentTree.File {
  /// Adds a further address, without front matter.
  mutating func addAlias(_ address: String) {
    let value = FrontMatter.Value.list([.scalar(address)])
    data.append(FrontMatter.Field(key: "aliases", value: value, line: 1))
  }
}
