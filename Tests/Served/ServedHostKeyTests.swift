import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The host key of the service.
struct ServedHostKeyTests {
  @Test func makesTheKeyOfTheStateFolderOnce() throws {
    let folder = try TemporaryFolder()
    func start() throws -> String {
      let port = try Service.freePort()
      let child = try ChildProcess(
        BuiltProducts.service, ["--listen", "127.0.0.1:\(port)"] + Service.account,
        environment: ["XDG_STATE_HOME": folder.path, "HOME": "/nowhere"])
      #expect(eventually { child.error.contains("event=listening") }, "\(child.error)")
      child.signal(SIGTERM)
      #expect(child.waitForExit() == 0)
      return child.text
    }
    let key = folder["portfolio-tui/host_key"]
    let first = try start()
    #expect(first.contains("(created now, \(key))"))
    #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
    let second = try start()
    #expect(second.contains("(existing, \(key))"))
    let fingerprint = first.firstMatch(of: #/SHA256:\S+/#)?.output
    #expect(fingerprint != nil && second.contains(fingerprint ?? "nothing"))
  }

  @Test func refusesANamedKeyThatIsMissingOrReadableByOthers() throws {
    let folder = try TemporaryFolder()
    let key = try folder.key("key")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    for (path, sentence) in [
      (folder["none"], "does not exist; make one with: ssh-keygen -t ed25519 -N '' -f \(folder["none"])"),
      (key, "can be read by others; run: chmod 600 \(key)"),
    ] {
      let child = try Service.run(["--listen", "127.0.0.1:0", "--host-key", path] + Service.account)
      #expect(child.status == 1)
      #expect(child.error == "portfolio-tui: the host key \(path) \(sentence)\n")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["none"]))
  }
}
