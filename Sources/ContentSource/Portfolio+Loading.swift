package import PortfolioModel

extension Portfolio {
  /// Builds a portfolio from the files of a content folder.
  ///
  /// Any bytes are accepted: a faulty file costs what it cannot express, is reported in ``problems``, and
  /// never affects another file.
  package convenience init(_ tree: ContentTree, visibility: Visibility = Visibility()) {
    let files = tree.files.map { PageFile($0) }
    let visible = files.filter { $0.location.kind == .section || visibility.shows($0.page.fields) }
    let sections = Section.grouping(visible).map(\.sorted).sorted(by: Section.precedes)
    let decisions = sections.map { SlugDecision($0) }
    let problems = tree.problems + files.flatMap(\.problems) + decisions.flatMap(\.problems)
    self.init(
      person: files.last { $0.location.kind == .root }?.person ?? Person(),
      folder: (tree.title, tree.headline),
      welcome: visible.last { $0.location.kind == .root }?.page,
      sections: decisions.map(\.section),
      otherPaths: tree.otherPaths,
      problems: problems.sorted())
  }
}
