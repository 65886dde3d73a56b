/// What the parts of a page's path mean: pure functions on paths with `/` between the parts.
package enum PagePath {
  /// A path without what says that it is a page: `a/b.md` as `a/b`, `a/b/index.md` as `a/b`.
  package static func withoutEnding(_ path: String) -> Substring {
    var path = path[...]
    for ending in [".md", ".markdown"] where path.hasSuffix(ending) { path = path.dropLast(ending.count) }
    for index in ["/index", "/_index"] where path.hasSuffix(index) { path = path.dropLast(index.count) }
    return path
  }

  /// The last part of that.
  package static func name(of path: String) -> Substring {
    let path = withoutEnding(path)
    return path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  /// An address within a site as `find` wants it: no slash at the ends.
  package static func normalized(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "/")
  }
}
