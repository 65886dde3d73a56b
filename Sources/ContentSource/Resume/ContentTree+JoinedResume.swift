internal import PortfolioModel

/// A résumé file beside the pages of a folder.
extension ContentTree {
  /// The names of résumé files that are looked for at the root.
  private static let resumeNames = ["resume.json", "cv.yaml"]

  /// Adds the pages of a résumé file: the file that the field `resume` of the root's index names, else a file with one of
  /// the usual names. If the folder has a page with the same section and slug, that page is kept instead.
  /// - Parameter folder: the folder to which paths are relative.
  mutating func joinResume(in folder: borrowing FileSystem.Folder) {
    let root = files.last { PageLocation.isRootIndex($0.location) }
    let field = root.flatMap { root in
      FrontMatter(file: root.bytes).fields.last { field in
        field.key.lowercased() == "resume" && field.value.text.map(Self.isResume) == true
      }
    }
    let usual = Self.resumeNames.first { otherPaths.contains($0) }
    guard let name = field?.value.text?.trimmed ?? usual else { return }
    let bytes: [UInt8]
    do {
      bytes = try folder.read(name, limit: ContentLimits.resumeBytes)
    } catch {
      problems.append(
        Problem(root?.path ?? name, field?.line, "the résumé '\(name)' cannot be read: \(error.reason)"))
      return
    }
    join(ContentTree(resume: bytes, name: name))
  }

  private mutating func join(_ resume: ContentTree) {
    problems += resume.problems
    guard resume.isResume else { return }
    let own = files.map { PageLocation(path: $0.location) }
    let ownPaths = Set(files.map(\.path))
    for file in resume.files {
      let location = PageLocation(path: file.location)
      switch location.kind {
      case .root, .rootReadme:
        resumePerson = PageFile(file, generator: generator, dialect: dialect).person
        if own.contains(where: { $0.kind == .root || $0.kind == .rootReadme }) { continue }
      case .section, .sectionReadme:
        if own.contains(where: { $0.section == location.section && $0.kind == .section }) { continue }
      case .page:
        if own.contains(where: { $0.id == location.id && $0.kind == .page }) { continue }
      }
      if ownPaths.contains(file.path) { continue }
      files.append(file)
      origins[file.path] = resume.origins[file.path]
    }
    files.sort { $0.path < $1.path }
    resumeDocument = resume.resumeDocument
    resumeDocument?.isJoined = true
  }
}

extension PageLocation {
  fileprivate var id: String { section + "/" + slug }
}

extension Section {
  /// Whether all of it comes from a résumé file.
  func isMade(from origins: [String: ContentTree.Origin]) -> Bool {
    !origins.isEmpty && pages.allSatisfy { origins[$0.path] != nil }
  }
}

extension Person {
  /// The person of a root's file, with what only a résumé file says about them.
  init(_ root: PageFile?, resume: Person?) {
    self = root?.person ?? Person()
    guard let resume else { return }
    // A heading is no profession.
    let hasOwnTitle = root.map { $0.location.kind == .root && $0.page.titleLine < $0.page.bodyLine } ?? false
    title = hasOwnTitle ? title ?? resume.title : resume.title ?? title
    name = name ?? resume.name
    headline = headline ?? resume.headline
    summary = summary ?? resume.summary
    email = email ?? resume.email
    phone = phone ?? resume.phone
    url = url ?? resume.url
    location = location ?? resume.location
    if profiles.isEmpty { profiles = resume.profiles }
  }
}
