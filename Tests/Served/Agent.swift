import Foundation

/// An agent of OpenSSH's for one test.
final class Agent {
  let socket: String
  private let folder: Folder
  private let child: Child

  init() throws {
    folder = try Folder()
    let socket = folder["socket"]
    child = try Child("ssh-agent", ["-D", "-a", socket])
    guard Child.wait(until: { FileManager.default.fileExists(atPath: socket) }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    self.socket = socket
  }

  /// Makes so many keys, and takes them.
  func add(_ count: Int) throws {
    let keys = try (0..<count).map { try folder.key("key-\($0)") }
    let add = try Child("ssh-add", ["-q"] + keys, environment: ["SSH_AUTH_SOCK": socket])
    guard add.ended() == 0 else { throw CocoaError(.fileReadUnknown) }
  }
}
