import Foundation
import TestSupport

/// An `ssh-agent` with its socket in a temporary folder.
final class Agent {
  let socket: String
  private let folder: TemporaryFolder
  private let child: ChildProcess

  init() throws {
    folder = try TemporaryFolder()
    let socket = folder["socket"]
    child = try ChildProcess("ssh-agent", ["-D", "-a", socket])
    guard eventually({ FileManager.default.fileExists(atPath: socket) }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    self.socket = socket
  }

  /// Makes `count` keys and adds them to the agent.
  func add(_ count: Int) throws {
    let keys = try (0..<count).map { try folder.key("key-\($0)") }
    let add = try ChildProcess("ssh-add", ["-q"] + keys, environment: ["SSH_AUTH_SOCK": socket])
    guard add.waitForExit() == 0 else { throw CocoaError(.fileReadUnknown) }
  }
}
