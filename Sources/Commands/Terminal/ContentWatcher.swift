internal import CSystem
internal import ContentSource
internal import Glibc

/// Reports changes of content (inotify(7)).
final class ContentWatcher {
  /// Readable after a change.
  let descriptor: Int32
  private let folder: String
  /// How many levels of folders are watched.
  private let depth: Int
  /// The watch of the folder's parent; negative if it is not watched.
  private var parentWatch: Int32 = -1

  /// Watches a folder and all folders in it, or the folder of a file; nil if the system has no more inotify
  /// instances.
  ///
  /// A file itself cannot be watched, because editors replace it when they save.
  init?(_ path: String) {
    descriptor = inotify_init1(Int32(O_CLOEXEC) | O_NONBLOCK)
    let isFile = FileSystem.isRegularFile(path)
    let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    folder = !isFile ? path : parent.isEmpty && !path.hasPrefix("/") ? "." : parent + "/"
    depth = isFile ? 1 : 16
    guard descriptor >= 0 else { return nil }
    watch(folder, level: 0)
  }

  deinit { close(descriptor) }

  /// Reads the reported changes, and watches new folders, too.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    watchParent(isNeeded: access(folder, F_OK) != 0)
    watch(folder, level: 0)
  }

  /// Watches the parent of a removed folder, to notice when the folder exists again. At other times, changes beside the
  /// folder are not reported.
  private func watchParent(isNeeded: Bool) {
    if isNeeded, parentWatch < 0 {
      let bare = folder.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
      let parent = String(decoding: bare.drop { $0 != UInt8(ascii: "/") }.reversed(), as: UTF8.self)
      parentWatch = inotify_add_watch(descriptor, parent.isEmpty ? "." : parent, Self.events)
    } else if !isNeeded, parentWatch >= 0 {
      inotify_rm_watch(descriptor, parentWatch)
      parentWatch = -1
    }
  }

  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_MOVE_SELF)

  private func watch(_ folder: String, level: Int) {
    guard level < depth, inotify_add_watch(descriptor, folder, Self.events) >= 0, let stream = opendir(folder)
    else {
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { watch(folder + "/" + name, level: level + 1) }
    }
  }
}
