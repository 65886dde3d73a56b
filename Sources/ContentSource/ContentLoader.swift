internal import CSystem
internal import Glibc
package import PortfolioModel

/// Reads a folder of content: the only file I/O of the model.
///
/// Only regular files beneath the folder are opened (`openat2` with RESOLVE_BENEATH): a link that leads
/// out, a pipe, a device, or a file that is too large is named once and skipped.
package struct ContentLoader {
  private let root: Int32
  private var tree = ContentTree()
  private var count = 0
  /// The folders above the one that is read, by device and file: a link to one of them is a circle.
  private var ancestors: [(device: UInt64, file: UInt64)] = []

  /// Reads all Markdown below a folder.
  ///
  /// A blog's project folder may be named as well: where it has no `index.md` and holds `content/`, that
  /// is read.
  /// - Throws: ``Problem`` where the folder itself cannot be read.
  package static func load(directory: String) throws(Problem) -> ContentTree {
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw Problem(directory, message(errno)) }
    var loader = ContentLoader(root: root)
    defer { close(loader.root) }
    let hasIndex = ["index.md", "_index.md"].contains { (name: String) in faccessat(root, name, F_OK, 0) == 0
    }
    let site = loader.siteConfiguration()
    if !hasIndex, let nested = loader.openDirectory("content") {
      // The pictures of such a blog lie beside its pages; no name is skipped there, as at depth 0.
      loader.visit("static/", depth: 1)
      let pictures = loader.tree.otherPaths
      close(root)
      loader = ContentLoader(root: nested)
      loader.tree.otherPaths = pictures
      loader.tree.folder = "content/"
    }
    loader.tree.title = site?.title ?? title(of: directory)
    loader.tree.headline = site?.description
    loader.visit("", depth: 0)
    loader.tree.files.sort { $0.path < $1.path }
    return loader.tree
  }

  /// Reads one file that a person named, wherever it lies, up to a number of bytes.
  /// - Throws: ``Problem`` with the system's reason.
  package static func read(file path: String, limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Problem(path, message(errno)) }
    defer { close(descriptor) }
    return try read(descriptor, path: path, limit: limit)
  }

  /// Reads a descriptor to its end.
  /// - Throws: ``Problem`` where it is a folder, cannot be read, or holds more than `limit` bytes.
  package static func read(_ descriptor: Int32, path: String, limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      bytes.reserveCapacity(Int(min(status.st_size, 1 << 26)) + 1)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Problem(path, message(errno)) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw Problem(path, "is larger than \(limit >> 20) MiB") }
    }
  }

  private init(root: Int32) {
    self.root = root
  }

  /// The folder's own name as words, whatever way led to it; of a folder `content` that of the one around it.
  private static func title(of directory: String) -> String? {
    guard let path = realpath(directory, nil) else { return nil }
    defer { free(path) }
    let names = String(cString: path).split(separator: "/").map(String.init)
    return (names.last == "content" ? names.dropLast() : names).last.map(PageLocation.title)
  }

  private func siteConfiguration() -> SiteConfiguration? {
    for name in SiteConfiguration.names {
      let descriptor = csystem_open_beneath(root, name)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_size <= ContentLimits.siteConfigurationBytes,
        let bytes = try? Self.contents(of: descriptor, size: Int(status.st_size), path: name)
      else { continue }
      return SiteConfiguration(name: name, bytes: bytes)
    }
    return nil
  }

  // MARK: Walking

  /// Folders of blog programs that hold no pages.
  private static let skippedFolders = [
    "archetypes", "assets", "layouts", "node_modules", "public", "resources", "sass", "static", "templates",
    "themes", "vendor",
  ]

  private mutating func visit(_ folder: String, depth: Int) {
    guard let descriptor = openDirectory(folder.isEmpty ? "." : folder), let stream = fdopendir(descriptor)
    else {
      tree.problems.append(Problem(folder, "skipped: \(Self.message(errno))"))
      return
    }
    defer { closedir(stream) }
    var status = stat()
    fstat(descriptor, &status)
    let identity = (device: UInt64(status.st_dev), file: UInt64(status.st_ino))
    if ancestors.contains(where: { $0 == identity }) { return }
    ancestors.append(identity)
    defer { ancestors.removeLast() }
    // A folder counts as a file: links may make many of few.
    count += 1
    var folders: [String] = []
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      let isLink = entry.pointee.d_type == UInt8(DT_LNK) || entry.pointee.d_type == UInt8(DT_UNKNOWN)
      if isFolder || isLink && isDirectory(folder + name) {
        let isPages = !name.hasPrefix("_") || name == "_posts" || name == "_drafts"
        if isPages, !(depth == 0 && Self.skippedFolders.contains(name)) { folders.append(name) }
      } else {
        names.append(name)
      }
    }
    for name in names.sorted() where count < ContentLimits.files { take(folder + name) }
    if count >= ContentLimits.files {
      if tree.problems.last?.path != "." {
        tree.problems.append(
          Problem(".", "holds more than \(ContentLimits.files) files; the others are skipped"))
      }
      return
    }
    for name in folders.sorted() {
      if depth + 1 >= ContentLimits.folderDepth {
        tree.problems.append(
          Problem(folder + name, "skipped: folders nest deeper than \(ContentLimits.folderDepth)"))
      } else {
        visit(folder + name + "/", depth: depth + 1)
      }
    }
  }

  private mutating func take(_ path: String) {
    count += 1
    guard path.hasSuffix(".md") || path.hasSuffix(".markdown") else {
      tree.otherPaths.insert(path)
      return
    }
    let descriptor = csystem_open_beneath(root, path)
    guard descriptor >= 0 else {
      let reason =
        csystem_errno() == EXDEV ? "the link leads out of the content" : Self.message(csystem_errno())
      tree.problems.append(Problem(path, "skipped: \(reason)"))
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      tree.problems.append(Problem(path, "skipped: is not a regular file"))
      return
    }
    guard status.st_size <= ContentLimits.fileBytes else {
      tree.problems.append(Problem(path, "skipped: is larger than \(ContentLimits.fileBytes >> 20) MiB"))
      return
    }
    do {
      let bytes = try Self.contents(of: descriptor, size: Int(status.st_size), path: path)
      if Self.isText(bytes) {
        tree.files.append(ContentTree.File(path: path, bytes: bytes))
      } else {
        tree.problems.append(Problem(path, "skipped: is not UTF-8 text"))
      }
    } catch {
      tree.problems.append(Problem(path, "skipped: \(error.message)"))
    }
  }

  /// A file whose size is known, read with one call where it did not change meanwhile.
  private static func contents(of descriptor: Int32, size: Int, path: String) throws(Problem) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 { throw Problem(path, message(failure)) }
    if bytes.count > size { throw Problem(path, "grew while it was read") }
    return bytes
  }

  /// Whether a file is text of some kind: UTF-16, and anything with many NULs, is not.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
    return head.reduce(0) { $1 == 0 ? $0 + 1 : $0 } * 16 <= head.count
  }

  private func openDirectory(_ path: String) -> Int32? {
    let descriptor = csystem_open_beneath(root, path)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return descriptor }
    close(descriptor)
    errno = ENOTDIR
    return nil
  }

  private func isDirectory(_ path: String) -> Bool {
    guard let descriptor = openDirectory(path) else { return false }
    close(descriptor)
    return true
  }

  private static func message(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
