internal import Dialects
package import Markdown

/// The target of a link on a page.
package enum LinkResolution: Sendable, Equatable {
  /// A URL with a scheme or a host. It is not checked.
  case outside
  /// A page of the portfolio, and optionally one of its headings.
  case place(Place)
  /// A file of the content that is not a page, by its path.
  case file(String)
  /// The target does not exist in the content.
  case missing
}

extension Portfolio {
  /// Resolves the destination of a link on `page` as its author wrote it.
  package func resolve(_ destination: Link.Destination, from page: Page) -> LinkResolution {
    switch destination {
    case .url(let url): resolve(url: url, from: page)
    case .name(let name): resolve(name: name, from: page)
    }
  }

  /// Resolves a URL, an id, or a path that is relative to the page's file or to the root, including the formats of
  /// Hugo, Zola and Jekyll.
  private func resolve(url destination: String, from page: Page) -> LinkResolution {
    // The labels of MyST may have colons: `content:figures`.
    if page.dialect.contains(.directives), Self.hasScheme(destination),
      let target = self.page(labelled: destination)
    {
      return .place(Place(page: target.id, anchor: destination))
    }
    if Self.isOutside(destination) { return resolve(absoluteURL: destination, from: page) }
    if let target = redirections(of: destination, from: page).last {
      let written = resolve(writtenURL: destination, from: page, isGuessing: false)
      let resolution = written == .missing ? resolve(writtenURL: target, from: page) : written
      if resolution != .missing { return resolution }
    }
    return resolve(writtenURL: destination, from: page)
  }

  /// Resolves a URL with a host, which may be that of the site. The site may have more than its pages.
  private func resolve(absoluteURL destination: String, from page: Page) -> LinkResolution {
    guard let path = siteAddress?.path(of: destination) else { return .outside }
    let resolution = resolve(writtenURL: path, from: page, isGuessing: false)
    if resolution != .missing { return resolution }
    let (address, fragment) = Place.split(path)
    guard let target = self.page(published: Self.decodingPercents(in: address)) else { return .outside }
    return .place(Place(page: target.id, anchor: fragment.map(Self.decodingPercents)))
  }

  /// Whether a destination has a scheme or a host.
  package static func isOutside(_ destination: String) -> Bool {
    hasScheme(destination) || destination.hasPrefix("//")
  }

  /// Resolves a URL without following redirects.
  /// - Parameter isGuessing: whether a page whose name is a part of the address may be meant.
  private func resolve(
    writtenURL destination: String, from page: Page, isGuessing: Bool = true
  ) -> LinkResolution {
    if Self.isOutside(destination) { return .outside }
    // Splitting compares characters, which takes 20,000 instructions for a link.
    let hasFragment = destination.utf8.contains(UInt8(ascii: "#"))
    let (address, fragment) = hasFragment ? Place.split(destination) : (destination, nil)
    let anchor = fragment.map(Self.decodingPercents)
    var path = address
    if let query = path.utf8.firstIndex(of: UInt8(ascii: "?")) { path = String(path[..<query]) }
    if path.isEmpty {
      // Labels of MyST are those of all pages.
      let labelled = page.dialect.contains(.directives) ? anchor.flatMap(self.page(labelled:)) : nil
      return .place(Place(page: (labelled ?? page).id, anchor: anchor))
    }
    path = Self.decodingPercents(in: path)
    // Logseq once wrote paths relative to the page with a slash before them.
    if path.hasPrefix("@/") || path.hasPrefix("/../") { path.removeFirst() }
    path = Self.withoutPelicanMark(path)
    let folder = path.hasPrefix("/") ? [] : Self.parts(of: page.path).dropLast().map(String.init)
    // Generators publish `a/b.md` as `a/b/index.html`, so authors may write links relative to `a/b/`.
    let name = String(PagePath.name(of: page.path))
    for base in [folder, folder + [page.slug], folder + [name], []] {
      guard let joined = Self.joined(base, path) else { continue }
      if let place = place(at: joined, anchor) { return .place(place) }
      if let file = file(at: joined) { return .file(file) }
      if let name = Self.withoutHTML(joined), let place = place(at: name, anchor) { return .place(place) }
    }
    // No other page of that name is meant where the file exists.
    if PagePath.isMarkdown(path), Self.joined(folder, path).map(leftOutPaths.contains) == true {
      return .missing
    }
    if case .page(let target) = find(Self.withoutHTML(path) ?? path) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    // A page may be published in another folder than that of its file.
    let published = [page.section] + Self.parts(of: page.group).map(String.init)
    if !path.hasPrefix("/"), published != folder, let joined = Self.joined(published, path),
      case .page(let target) = find(Self.withoutHTML(joined) ?? joined)
    {
      return .place(Place(page: target.id, anchor: anchor))
    }
    if path.hasPrefix(".."), case .page(let target) = find(Self.inner(of: path)) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    if let file = file(inFolderOfPage: path) { return .file(file) }
    if page.dialect.contains(.directives), let target = self.page(labelled: path) {
      return .place(Place(page: target.id, anchor: path))
    }
    if !isGuessing { return .missing }
    if let target = self.page(named: path) ?? self.page(published: path) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    // A path that leaves the content's folder may lead to the pictures beside it.
    if path.hasPrefix(".."), let file = file(at: Self.inner(of: path)) { return .file(file) }
    if let target = self.page(lastPartOf: path, near: page) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    // The program's own page for the folder may have any anchor.
    if path.hasPrefix("/") || path.hasSuffix("/"), let target = self.page(inFolder: path) {
      return .place(Place(page: target.id))
    }
    return .missing
  }

  /// Returns the path of a file beside a page whose folder is published at another address: `../address/picture.png`.
  private func file(inFolderOfPage path: String) -> String? {
    let parts = path.split(separator: "/").drop { $0 == ".." || $0 == "." }
    guard otherPaths != nil, parts.count > 1, let name = parts.last else { return nil }
    let folder = parts.dropLast().joined(separator: "/")
    var owner = page(published: folder)
    if case .page(let page) = find(folder) { owner = page }
    guard let owner, let slash = owner.path.lastIndex(of: "/") else { return nil }
    return file(at: "\(owner.path[...slash])\(name)")
  }

  /// Returns the path of the file that an image on `page` shows; nil if it is none of the content's files.
  package func file(of image: Image, on page: Page) -> String? {
    if image.isEmbedded { return file(at: image.source) ?? file(named: image.source) }
    if image.source.isEmpty { return nil }
    if case .file(let path) = resolve(url: image.source, from: page) { return path }
    return nil
  }

  /// A path without the `..` and `.` at its beginning.
  private static func inner(of path: String) -> String {
    path.split(separator: "/").drop { $0 == ".." || $0 == "." }.joined(separator: "/")
  }

  /// Returns the page whose file has a name: `2024-01-31-title` in `{% post_url 2024-01-31-title %}`.
  private func page(named path: String) -> Page? {
    if path.contains("/") { return nil }
    let matches = pages(named: PagePath.name(of: path).lowercased())
    return matches.count == 1 ? matches[0] : nil
  }

  /// Returns the page at an address with the date of the page, `/2024/01/31/title.html`. Categories may come before it.
  private func page(published path: String) -> Page? {
    let parts = path.split(separator: "/")
    guard parts.count > 1, let last = parts.last,
      let year = parts.dropLast().first(where: { $0.utf8.count == 4 && Int($0) != nil }).flatMap({ Int($0) })
    else { return nil }
    let slug = Self.withoutHTML(String(last)) ?? String(last)
    return pages(slug: slug).first { $0.fields.date?.year == year }
  }

  /// Returns the only page whose slug or file has the name at the end of a path: addresses that a site's configuration
  /// makes need not follow its folders. A page in the section of `page` takes precedence.
  private func page(lastPartOf path: String, near page: Page) -> Page? {
    let path = Self.withoutHTML(path) ?? path
    guard let last = path.split(separator: "/").last.map(String.init), last != ".", last != ".." else {
      return nil
    }
    let name = PagePath.isMarkdown(last) ? String(PagePath.withoutExtension(last)) : last
    let lower = name.lowercased()
    let matches = pages(slug: name) + (lower == name ? [] : pages(slug: lower)) + pages(named: lower)
    let ids = Set(matches.map(\.id))
    if ids.count == 1 { return matches[0] }
    if let target = Self.page(in: matches, atTheEndOf: path) { return target }
    let near = matches.filter { $0.section == page.section }
    return Set(near.map(\.id)).count == 1 ? near[0] : nil
  }

  /// Returns the page whose file has more folders in common with the end of a path than the others have.
  private static func page(in pages: [Page], atTheEndOf path: String) -> Page? {
    let wanted = path.lowercased().split(separator: "/").reversed()
    let ranked = pages.map { page in
      let own = PagePath.withoutEnding(page.path).lowercased().split(separator: "/").reversed()
      return (page: page, shared: zip(wanted, own).prefix { $0 == $1 }.count)
    }
    guard let most = ranked.map(\.shared).max(), most > 1 else { return nil }
    let best = ranked.filter { $0.shared == most }
    return Set(best.map(\.page.id)).count == 1 ? best[0].page : nil
  }

  /// Returns the first page in a folder, or in a folder below it: generators publish lists at the addresses of folders.
  private func page(inFolder path: String) -> Page? {
    let folder = path.split(separator: "/").drop { $0 == ".." || $0 == "." }.joined(separator: "/")
      .lowercased()
    if folder.isEmpty { return nil }
    if let section = sections.first(where: { $0.name.lowercased() == folder }) { return section.pages.first }
    return firstPage(inFolder: folder)
  }

  /// A path without the ending `.html`; nil if it has another one. Pages are published as files of HTML.
  private static func withoutHTML(_ path: String) -> String? {
    for ending in ["/index.html", ".html"] where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return nil
  }

  /// A path without the mark of Pelican's links to its content: `{filename}../x.md`, `{static}/images/a.png`.
  private static func withoutPelicanMark(_ path: String) -> String {
    guard let first = path.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "|") else {
      return path
    }
    for mark in ["filename", "static", "attach"] {
      for (open, close) in [("{", "}"), ("|", "|")] where path.hasPrefix(open + mark + close) {
        return String(path.dropFirst(mark.count + 2))
      }
    }
    return path
  }

  /// Resolves `[[name]]`: the name of a file in any folder, after any number of its parent folders.
  private func resolve(name: WikiName, from page: Page) -> LinkResolution {
    // A name may be relative to the page: `./page`, `../folder/page`.
    let isRelative = name.name.split(separator: "/").contains { $0 == "." || $0 == ".." }
    var wanted = isRelative ? Self.joined([], name.name) ?? Self.inner(of: name.name) : name.name
    // In Dendron, a vault may precede the name, `[[vault/name]]`, and names contain no slash.
    if page.dialect.contains(.labelsFirst), let slash = wanted.lastIndex(of: "/") {
      wanted = String(wanted[wanted.index(after: slash)...])
    }
    let anchor = name.anchor
    if wanted.isEmpty { return .place(Place(page: page.id, anchor: anchor)) }
    if let target = self.page(named: wanted, near: page) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    if case .page(let target) = find(wanted) { return .place(Place(page: target.id, anchor: anchor)) }
    // Logseq writes the page `a/b` into the file `a___b.md`.
    if wanted.contains("/"), let target = self.page(named: wanted.replacing("/", with: "___"), near: page) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    if let file = file(at: wanted) ?? file(named: wanted) { return .file(file) }
    // Dendron writes the label first: `[[label|name#heading]]`, or the vault of the page: `dendron://vault/name`.
    let target = Place.split(Self.withoutVault(name.literal.filter { !"[]!".contains($0) }))
    let isOnPage = target.path.isEmpty && target.anchor != nil
    guard let page = isOnPage ? page : find(dendron: target.path) else { return .missing }
    return .place(
      Place(
        page: page.id,
        anchor: target.anchor.flatMap {
          $0.hasPrefix("^") || $0 == "*" ? nil : String($0.prefix { $0 != "," })
        }))
  }

  private func find(dendron name: String) -> Page? {
    let matches = name.isEmpty ? [] : pages(named: name.lowercased())
    return matches.count == 1 ? matches[0] : nil
  }

  /// The name behind the label and the vault of a link of Dendron.
  private static func withoutVault(_ link: String) -> String {
    let target = link.split(separator: "|").last.map { String($0).trimmed } ?? ""
    let scheme = "dendron://"
    guard target.hasPrefix(scheme) else { return target }
    return target.dropFirst(scheme.count).split(separator: "/", maxSplits: 1).last.map(String.init) ?? ""
  }

  /// Returns the page whose file has a name, ignoring case. If there are several: the one with exactly this path, else
  /// the one in the section of `page`, else the first.
  private func page(named wanted: String, near page: Page) -> Page? {
    let path = "/" + PagePath.withoutEnding(wanted).lowercased()
    let matches = pages(named: PagePath.name(of: wanted).lowercased()).compactMap {
      let own = "/" + PagePath.withoutEnding($0.path).lowercased()
      return own.hasSuffix(path) ? (page: $0, isWhole: own == path) : nil
    }
    let best =
      matches.first(where: \.isWhole) ?? matches.first { $0.page.section == page.section } ?? matches.first
    if best == nil, let welcome, "/\(PagePath.withoutExtension(welcome.path))".lowercased().hasSuffix(path) {
      return welcome
    }
    return best?.page
  }

  /// Returns the place at a path relative to the root: a page, or the first page of a section that the path names.
  private func place(at path: String, _ anchor: String?) -> Place? {
    if let target = target(at: path) { return Place(page: target.id, anchor: anchor) }
    // The program's own page for the section may have any anchor.
    return firstPage(ofSectionAt: path).map { Place(page: $0.id) }
  }

  /// Returns the page at a path relative to the root: the path of a file with or without its extension, or an id.
  private func target(at path: String) -> Page? {
    if path.isEmpty { return welcome }
    for ending in [
      "", ".md", "/index.md", "/_index.md", "/README.md", ".mdx", ".markdown", ".qmd", "/index.mdx",
      "/index.qmd",
    ] {
      let candidate = path + ending
      if let page = page(path: candidate) ?? page(candidate) { return page }
    }
    // A link may have another extension of Markdown than the file.
    return PagePath.isMarkdown(path) ? target(at: String(PagePath.withoutExtension(path))) : nil
  }

  /// Returns the first page of the section with a name or an index at a path.
  private func firstPage(ofSectionAt path: String) -> Page? {
    if let section = sections.first(where: {
      $0.name == path || path == $0.name + "/index.md" || path == $0.name + "/_index.md"
    }) {
      return section.pages.first
    }
    return PagePath.isMarkdown(path) ? firstPage(ofSectionAt: String(PagePath.withoutExtension(path))) : nil
  }

  /// Whether a destination begins with `scheme:` (RFC 3986, section 3.1).
  static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")), colon != destination.startIndex
    else {
      return false
    }
    return destination.utf8[..<colon].allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
    }
  }

  /// Returns the parts of a path. It splits bytes: joining paths that were split at characters took 19,000 instructions for
  /// each link of a page.
  private static func parts(of path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// Returns a path relative to a base, with `.` and `..` resolved; nil if it leaves the content's folder.
  static func joined(_ base: [String], _ path: String) -> String? {
    var parts = base
    for part in Self.parts(of: path) {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// Decodes percent-encoded bytes (RFC 3986, section 2.1). A percent sign without two digits is kept.
  package static func decodingPercents(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        source[index + 1].isHexadecimalDigit, source[index + 2].isHexadecimalDigit,
        let value = UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20)
  }
}
