import Foundation

/// A folder for one test, which others on the machine may read.
final class Folder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    Remains.note(path)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    Remains.forget(path)
  }

  subscript(name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// A new private key of a kind.
  func key(_ name: String, kind: String = "ed25519") throws -> String {
    let child = try Child("ssh-keygen", ["-q", "-t", kind, "-N", "", "-f", self[name]])
    guard child.ended() == 0 else { throw CocoaError(.fileWriteUnknown) }
    return self[name]
  }
}
