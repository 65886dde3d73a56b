internal import PortfolioModel

extension ContentTree {
  /// Leaves out the README of a folder that is the same as its index, to which it may be a link.
  ///
  /// The files of the folder are the last ones so far.
  mutating func leaveOutCopy(in folder: String) {
    var (readme, index): (Int?, Int?) = (nil, nil)
    for position in files.indices.reversed() {
      guard files[position].path.hasPrefix(folder) else { break }
      let stem = PagePath.withoutExtension(files[position].path).dropFirst(folder.count)
      if stem.contains("/") { break }
      if stem.uppercased() == "README" { readme = position }
      if PagePath.isIndex(String(stem)) { index = position }
    }
    guard let readme, let index, readme != index, files[readme].bytes == files[index].bytes else { return }
    leftOut.append(LeftOut(files[readme].path, .copy))
    files.remove(at: readme)
  }
}
