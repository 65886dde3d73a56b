package import PortfolioModel

extension Portfolio {
  /// Builds a portfolio from the files of a content folder.
  ///
  /// Files may contain any bytes. A fault is reported in ``problems``; the rest of the file is used, and other files
  /// are not affected.
  package convenience init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
    var visibility = visibility
    if tree.isSingleFile { visibility.showsDrafts = true }
    let files = tree.files.map { PageFile($0, generator: tree.generator) }
    let hiddenFolders = files.compactMap { $0.hiddenFolder(of: tree.generator) }
    var visible: [PageFile] = []
    var leftOut = tree.leftOut
    for file in files {
      let folder = visibility.showsDrafts ? nil : hiddenFolders.first { file.page.path.hasPrefix($0.path) }
      if let reason = folder?.reason ?? visibility.reasonToHide(file.page.fields) {
        leftOut.append(LeftOut(file.page.path, reason))
      } else {
        visible.append(file)
      }
    }
    let sections = Section.grouping(visible, looseName: tree.looseSection).map { $0.sorted(by: tree.order) }
      .sorted { left, right in
        // The sections of a résumé file follow those of the folder.
        let (isOwn, other) = (!left.isMade(from: tree.origins), !right.isMade(from: tree.origins))
        return isOwn == other ? Section.precedes(left, right) : isOwn
      }
    let root = files.last { $0.location.kind == .root } ?? files.last { $0.location.kind == .rootReadme }
    let welcome =
      visible.last { $0.location.kind == .root } ?? visible.last { $0.location.kind == .rootReadme }
    self.init(
      person: Person(root, resume: tree.resumePerson),
      folder: (tree.title, tree.headline),
      welcome: welcome?.page,
      sections: sections.map { SlugDecision($0).section },
      otherPaths: tree.isSingleFile ? nil : tree.otherPaths,
      problems: (tree.problems + files.flatMap(\.problems).map(tree.located)).sorted(),
      leftOut: leftOut
        + visible.filter { $0.location.kind == .rootReadme && $0.page !== welcome?.page }
        .map { LeftOut($0.page.path, .repository) },
      resumeDocument: tree.resumeDocument, address: tree.address)
  }
}

extension PageFile {
  /// The folder whose pages this file hides: a path that ends in `/`, or is empty for all pages.
  ///
  /// In Hugo, the pages of a section inherit the fields in `cascade`. In Zola, all pages of a draft section are hidden.
  fileprivate func hiddenFolder(of generator: String) -> (path: String, reason: LeftOut.Reason)? {
    let isIndex = location.kind == .section || location.kind == .root
    let isDraftSection = generator == "Zola" && isIndex && page.fields.isDraft
    guard let reason = isDraftSection ? .draft : reasonToHideFolder else { return nil }
    let path = page.path
    let end = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    return (String(path[..<end]), reason)
  }
}
