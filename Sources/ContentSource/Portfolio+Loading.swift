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
      let isBelow = !visibility.showsDrafts && hiddenFolders.contains { file.page.path.hasPrefix($0) }
      if let reason = isBelow ? .draft : visibility.reasonToHide(file.page.fields) {
        leftOut.append(LeftOut(file.page.path, reason))
      } else {
        visible.append(file)
      }
    }
    let sections = Section.grouping(visible, looseName: tree.looseSection).map { $0.sorted(by: tree.order) }
      .sorted(by: Section.precedes)
    let root = files.last { $0.location.kind == .root } ?? files.last { $0.location.kind == .rootReadme }
    let welcome =
      visible.last { $0.location.kind == .root } ?? visible.last { $0.location.kind == .rootReadme }
    self.init(
      person: root?.person ?? Person(),
      folder: (tree.title, tree.headline),
      welcome: welcome?.page,
      sections: sections.map { SlugDecision($0).section },
      otherPaths: tree.isSingleFile ? nil : tree.otherPaths,
      problems: (tree.problems + files.flatMap(\.problems)).sorted(),
      leftOut: leftOut
        + visible.filter { $0.location.kind == .rootReadme && $0.page !== welcome?.page }
        .map { LeftOut($0.page.path, .repository) })
  }
}

extension PageFile {
  /// The folder whose pages this file hides: a path that ends in `/`, or is empty for all pages.
  ///
  /// In Hugo, the pages of a section inherit the fields in `cascade`. In Zola, all pages of a draft section are hidden.
  fileprivate func hiddenFolder(of generator: String) -> String? {
    let isIndex = location.kind == .section || location.kind == .root
    guard hidesFolder || generator == "Zola" && isIndex && page.fields.isDraft else { return nil }
    let path = page.path
    return String(path[..<(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)])
  }
}
