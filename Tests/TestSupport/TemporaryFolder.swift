package import Foundation
import Glibc
import Testing

/// A new folder that a test fills. It is removed with its last reference, or when the tests end.
///
/// Every account may read it, because the service drops root privileges before it reads content again.
package final class TemporaryFolder {
  package let path: String

  /// Creates the folder with files of the given names and texts.
  package init(_ files: [String: String] = [:]) throws {
    var template = Array((NSTemporaryDirectory() + "portfolio-XXXXXX").utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made)
    chmod(path, 0o755)
    ExitCleanup.add(folder: path)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    Self.remove(path)
    ExitCleanup.remove(folder: path)
  }

  /// Removes a folder and everything below it.
  static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
    // Foundation cannot remove files whose names are not UTF-8.
    if access(path, F_OK) == 0 { _ = try? ChildProcess("rm", ["-rf", path]).waitForExit() }
  }

  /// The path of a file in the folder.
  package subscript(name: String) -> String { path + "/" + name }

  /// Creates or overwrites a file, and creates the folders above it.
  package func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  package func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  package func write(bytes: [UInt8], to name: String) throws { try write(Data(bytes), to: name) }

  /// Creates an empty file whose name may hold any bytes but `/` and NUL.
  package func touch(bytes name: [UInt8]) throws {
    let whole = Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]
    let descriptor = whole.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        open($0.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      }
    }
    let opened = try #require(descriptor)
    try #require(opened >= 0)
    close(opened)
  }

  /// Creates a folder, and the folders above it.
  package func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  /// Creates a symbolic link.
  package func link(_ name: String, to target: String) throws {
    try #require(symlink(target, self[name]) == 0)
  }
}
