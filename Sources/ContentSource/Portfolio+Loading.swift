package import PortfolioModel

extension Portfolio {
  /// Builds a portfolio from the files of a content folder.
  ///
  /// Any bytes are accepted: a faulty file costs what it cannot express, is reported in ``problems``, and
  /// never affects another file.
  package convenience init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
    var visibility = visibility
    if tree.isSingleFile { visibility.showsDrafts = true }
    let files = tree.files.map { PageFile($0) }
    let visible = files.filter { $0.location.kind == .section || visibility.shows($0.page.fields) }
    let hidden = files.filter { $0.location.kind != .section && !visibility.shows($0.page.fields) }
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
      leftOut: tree.leftOut + hidden.map { LeftOut($0.page.path, visibility.reasonToHide($0.page.fields)) }
        + files.filter { $0.location.kind == .rootReadme && $0.page !== welcome?.page }
        .map { LeftOut($0.page.path, .repository) })
  }
}
