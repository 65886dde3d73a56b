internal import CSystem
internal import Glibc
package import PortfolioModel

/// The file access of this target. No other type in it makes system calls.
package enum FileSystem {
  /// Reads a file that a user named, wherever it is.
  /// - Parameter limit: the maximum size in bytes, also for devices.
  /// - Throws: the system's error message, or that the file is too large.
  package static func read(file path: String, limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Problem(path, message(errno)) }
    defer { close(descriptor) }
    return try read(descriptor, path: path, limit: limit)
  }

  /// The bytes that can be appended to a file that was read without copying it, such as the end of a dictionary.
  private static let spareCapacity = 16

  /// Reads a descriptor to its end.
  /// - Parameters:
  ///   - path: the name of the file in a problem.
  ///   - limit: in bytes.
  /// - Throws: the system's error message, or that the input is too large.
  package static func read(_ descriptor: Int32, path: String, limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      // A byte more, so that a read at the end tells that the file has not grown.
      let expected = min(Int(status.st_size), limit) + 1
      var result = 0
      bytes = Array(unsafeUninitializedCapacity: expected + spareCapacity) { storage, count in
        repeat {
          result = Glibc.read(descriptor, storage.baseAddress.map { $0 + count }, expected - count)
          if result > 0 { count += result }
        } while result > 0 && count < expected || result < 0 && errno == EINTR
      }
      if result < 0 { throw Problem(path, message(errno)) }
      if bytes.count > limit { throw Problem(path, "is larger than \(limit >> 20) MiB") }
      if result == 0 { return bytes }
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

  /// Opens a regular file below a folder for reading, and returns its descriptor; nil if there is none.
  /// - Parameters:
  ///   - path: relative to one of `bases`, which are relative to the folder. A symbolic link must not lead out of it.
  package static func openFile(_ path: String, below folder: String, bases: [String]) -> Int32? {
    guard let folder = try? Folder(folder) else { return nil }
    return bases.lazy.compactMap { folder.openFile($0 + path) }.first
  }

  /// Whether bytes contain a byte. `memchr` is much faster than a loop.
  static func contains(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { memchr($0, Int32(byte), buffer.count) != nil } ?? false
    }
  }

  /// Whether bytes contain a text.
  static func contains(_ text: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { csystem_contains($0.baseAddress, $0.count, text, text.count) != 0 }
  }

  /// Whether the bytes of a file may be text, which contains no NUL (POSIX, "Text File"). Pictures and programs nearly
  /// always have one near the beginning.
  package static func isText(_ bytes: [UInt8]) -> Bool { !contains(0, in: bytes.prefix(1 << 13)) }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path leads to a regular file.
  package static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path leads to a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path leads to a pipe, a socket or a device.
  static func isSpecialFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Whether a descriptor is a pipe or a regular file.
  package static func isPipeOrFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && [S_IFIFO, S_IFREG].contains(status.st_mode & S_IFMT)
  }

  /// The absolute path of a file without symbolic links; nil if it does not exist.
  package static func resolvedPath(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The system's message for an error number, in lower case.
  private static func message(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }

  /// The reason why a file or folder below a ``Folder`` cannot be read.
  struct Failure: Error {
    let reason: String
  }
}

extension FileSystem {
  /// An open folder. Only files below it can be opened.
  ///
  /// Paths are relative to the folder. The kernel resolves them (`RESOLVE_BENEATH` of openat2(2)), so that neither a
  /// symbolic link nor `..` leads out, even if the folder changes in the meantime.
  struct Folder: ~Copyable {
    private let descriptor: Int32

    /// Opens a folder by an absolute path, or a path relative to the working directory.
    init(_ path: String) throws(Problem) {
      descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Problem(path, message(errno)) }
    }

    private init(descriptor: Int32) {
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The folder at a path; nil if there is no folder.
    func subfolder(_ path: String) -> Folder? {
      (try? openFolder(path)).map { Folder(descriptor: $0) }
    }

    /// Calls a function with the folder at a path; an empty path is this folder.
    /// - Throws: a problem if the folder does not exist any more. It names the folder as `name/path`.
    func withFolder(
      _ path: String, at name: String, _ body: (borrowing Folder) -> Void
    ) throws(Problem) {
      if path.isEmpty { return body(self) }
      guard let folder = subfolder(path) else { throw Problem(name + "/" + path, FileSystem.message(ENOENT)) }
      body(folder)
    }

    func hasFile(_ path: String) -> Bool { faccessat(descriptor, path, F_OK, 0) == 0 }

    func hasFolder(_ path: String) -> Bool {
      guard let folder = try? openFolder(path) else { return false }
      close(folder)
      return true
    }

    /// Opens a regular file; nil if there is none.
    fileprivate func openFile(_ path: String) -> Int32? {
      let file = csystem_open_beneath(descriptor, path)
      var status = stat()
      if file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
      if file >= 0 { close(file) }
      return nil
    }

    /// Opens a regular file of at most `limit` bytes for reading.
    /// - Parameter container: what this folder is, for the reason why a link is refused.
    func open(
      _ path: String, limit: Int, in container: String = "the content"
    ) throws(Failure) -> (descriptor: Int32, size: Int) {
      let file = csystem_open_beneath(descriptor, path)
      guard file >= 0 else {
        let code = csystem_errno()
        throw Failure(reason: code == EXDEV ? "the link leads out of \(container)" : message(code))
      }
      var status = stat()
      let isRegular = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      if isRegular, status.st_size <= limit { return (file, Int(status.st_size)) }
      close(file)
      throw Failure(reason: isRegular ? "it is larger than \(limit >> 20) MiB" : "it is not a regular file")
    }

    /// Reads a regular file of at most `limit` bytes.
    func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
      let file = try open(path, limit: limit)
      defer { close(file.descriptor) }
      return try contents(of: file.descriptor, size: file.size)
    }

    /// Reads a regular file of a known size, with a single call unless the file changes meanwhile.
    private func contents(of file: Int32, size: Int) throws(Failure) -> [UInt8] {
      var error: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
        guard let start = buffer.baseAddress else { return }
        // Ask for one byte more than the size. This detects a file that grew, and the end of the file without another
        // call.
        while count < max(size, 1) {
          let result = Glibc.read(file, start + count, size + 1 - count)
          if result < 0, errno == EINTR { continue }
          if result < 0 { error = errno }
          if result <= 0 { return }
          count += result
        }
      }
      if error != 0 { throw Failure(reason: message(error)) }
      if bytes.count > size { throw Failure(reason: "it grew while it was read") }
      return bytes
    }

    private func openFolder(_ path: String) throws(Failure) -> Int32 {
      let folder = csystem_open_beneath(descriptor, path)
      guard folder >= 0 else { throw Failure(reason: message(csystem_errno())) }
      var status = stat()
      if fstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return folder }
      close(folder)
      throw Failure(reason: message(ENOTDIR))
    }
  }

  /// The names in a folder, usually without those that begin with a dot.
  struct Listing {
    /// The identity of the folder, independent of the path or link through which it was opened.
    var identity: Identity
    var folders: [String] = []
    var files: [String] = []
  }

  /// A folder's device and inode.
  struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64
  }
}

extension FileSystem.Folder {
  /// Lists the folder at a path that ends in `/`, or this folder if the path is empty. A symbolic link has the kind
  /// of its target.
  /// - Parameter includesHidden: whether names that begin with a dot are listed, too.
  func list(_ path: String, includesHidden: Bool = false) throws(FileSystem.Failure) -> FileSystem.Listing {
    let stream = try openStream(path)
    defer { closedir(stream) }
    var status = stat()
    fstat(dirfd(stream), &status)
    let identity = FileSystem.Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    var listing = FileSystem.Listing(identity: identity)
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      if name.hasPrefix("."), !includesHidden || name == "." || name == ".." { continue }
      let type = Int(entry.pointee.d_type)
      if type == DT_DIR || (type == DT_LNK || type == DT_UNKNOWN) && hasFolder(path + name) {
        listing.folders.append(name)
      } else {
        listing.files.append(name)
      }
    }
    return listing
  }

  /// The names of those files and folders in the folder at a path that a function chooses. The path ends in `/`, or is
  /// empty for this folder.
  func names(in path: String, where isWanted: (String) -> Bool) throws(FileSystem.Failure) -> Set<String> {
    let stream = try openStream(path)
    defer { closedir(stream) }
    var names: Set<String> = []
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      if isWanted(name) { names.insert(name) }
    }
    return names
  }

  private func openStream(_ path: String) throws(FileSystem.Failure) -> OpaquePointer {
    let folder = try openFolder(path.isEmpty ? "." : path)
    if let stream = fdopendir(folder) { return stream }
    close(folder)
    throw FileSystem.Failure(reason: FileSystem.message(errno))
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
