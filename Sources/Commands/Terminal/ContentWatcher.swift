internal import CSystem
internal import Glibc

/// Tells when something in a folder of content changes (inotify).
final class ContentWatcher {
  /// Readable when something changed.
  let descriptor: Int32
  private let folder: String

  /// Watches a folder and those below it; nil where the system does not let us.
  init?(folder: String) {
    descriptor = inotify_init1(Int32(O_CLOEXEC) | O_NONBLOCK)
    self.folder = folder
    guard descriptor >= 0 else { return nil }
    watch(folder, depth: 0)
  }

  deinit { close(descriptor) }

  /// Forgets what was told, and watches folders that are new as well.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    watch(folder, depth: 0)
  }

  private func watch(_ folder: String, depth: Int) {
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE)
    guard depth < 16, inotify_add_watch(descriptor, folder, events) >= 0, let stream = opendir(folder) else {
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { watch(folder + "/" + name, depth: depth + 1) }
    }
  }
}
