import Foundation
import TestSupport
import Testing

@testable import SSHServer
@testable import Visit

/// An unusable host key is refused with a remedy, and no key is ever replaced.
struct HostKeyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ name: String, _ arguments: [String]) throws -> String {
    let path = folder[name]
    let result = try ProcessResult("ssh-keygen", ["-q", "-f", path] + arguments)
    #expect(result.status == 0, "\(result.error)")
    return path
  }

  /// The sentence of a refusal.
  private func refusal(_ path: String) -> String? {
    do {
      _ = try HostKey(named: path)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func readsAKeyWithTheFingerprintThatClientsShow() throws {
    let path = try make("good", ["-t", "ed25519", "-N", ""])
    let key = try HostKey(named: path)
    #expect(!key.isNew && key.path == path)
    let words = try ProcessResult("ssh-keygen", ["-l", "-f", path]).text.split(separator: " ")
    #expect(words.dropFirst().first.map(String.init) == key.fingerprint)
  }

  @Test func doesNotGenerateAKeyThatTheOwnerNamed() {
    let path = folder["missing"]
    #expect(
      refusal(path)
        == "the host key \(path) does not exist; make one with: ssh-keygen -t ed25519 -N '' -f \(path)")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o666])
  func refusesAKeyThatOthersCanRead(mode: Int) throws {
    let path = try make("open", ["-t", "ed25519", "-N", ""])
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(refusal(path) == "the host key \(path) can be read by others; run: chmod 600 \(path)")
  }

  @Test func refusesASymbolicLink() throws {
    let path = folder["link"]
    let target = try make("target", ["-t", "ed25519", "-N", ""])
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(refusal(path) == "the host key \(path) is a symbolic link; name the file itself")
  }

  @Test func refusesAKeyWithAPassphrase() throws {
    let path = try make("secret", ["-t", "ed25519", "-N", "secret"])
    #expect(refusal(path)?.hasSuffix("remove the passphrase with: ssh-keygen -p -N '' -f \(path)") == true)
  }

  @Test(arguments: [["rsa", "1024"], ["rsa", "3072"], ["ecdsa", "256"]])
  func refusesAKeyOfAnotherKind(kind: [String]) throws {
    let path = try make("kind", ["-t", kind[0], "-b", kind[1], "-N", ""])
    // libssh does not parse the shortest ones at all.
    let text = try #require(refusal(path))
    #expect(text.contains("is not an Ed25519 key") || text.contains("is not a private key"))
  }

  @Test func refusesWhatIsNotAKeyFile() throws {
    #expect(refusal(folder.path)?.contains(" is not a regular file; ") == true)
    let pipe = folder["pipe"]
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(refusal(pipe)?.contains(" is not a regular file; ") == true)
    for (name, text, fault) in [
      ("empty", "", " is empty; "), ("nonsense", "-----BEGIN\0", " is not a private key"),
    ] {
      let path = folder[name]
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
      #expect(refusal(path)?.contains(fault) == true, "\(refusal(path) ?? "none")")
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func refusesAKeyOfAnotherAccount() throws {
    let path = try make("foreign", ["-t", "ed25519", "-N", ""])
    #expect(chown(path, 65534, 65534) == 0)
    #expect(refusal(path) == "the host key \(path) belongs to another account; run: chown 0 \(path)")
  }

  @Test func generatesAKeyInTheStateFolderOnce() throws {
    let state = folder["deep/state"]
    let first = try HostKey(inStateFolder: state)
    #expect(first.isNew && first.path == state + "/host_key")
    let attributes = try FileManager.default.attributesOfItem(atPath: first.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["host_key"])
    let second = try HostKey(inStateFolder: state)
    #expect(!second.isNew && second.fingerprint == first.fingerprint)
    try Data().write(to: URL(fileURLWithPath: first.path))
    #expect(throws: ServiceFailure.self) { try HostKey(inStateFolder: state) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: first.path)).isEmpty)
  }

  @Test func processesThatStartTogetherUseOneKey() async throws {
    let state = folder["shared"]
    let fingerprints = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { try? HostKey(inStateFolder: state).fingerprint } }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(Set(fingerprints).count == 1 && fingerprints.first != .some(nil))
    #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["host_key"])
  }
}
