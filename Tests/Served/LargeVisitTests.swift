import Foundation
import Testing

@testable import TerminalEmulator

/// Output that is larger than any window comes whole, however the client takes it.
struct LargeVisitTests {
  /// A service whose one page has nearly as many bytes as a page may have.
  nonisolated(unsafe) private static let shared = Result {
    let line = String(repeating: "word ", count: 19) + "end\n\n"
    let body = (0..<9000).map { "\($0) \(line)" }.joined()
    let content = try Folder(["pages/large.md": "---\ntitle: Large\n---\n" + body])
    return (content, try Service(["--content", content.path]))
  }

  private let service: Service
  private let expected: Data

  init() throws {
    let (content, service) = try Self.shared.get()
    self.service = service
    expected = try Data(contentsOf: URL(fileURLWithPath: content["pages/large.md"]))
    #expect(expected.count > 900_000)
  }

  /// Only counts are told where it is not: the difference of a megabyte would take hours to find.
  private func expectWhole(_ visit: Child) {
    let isWhole = visit.output == expected
    #expect(isWhole, "\(visit.output.count) of \(expected.count) bytes; \(visit.error)")
  }

  @Test func aLargePageComesWhole() throws {
    let visit = try service.ssh("cat --raw large")
    #expect(visit.ended() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func itComesWholeWhileKeysAreExchangedAgain() throws {
    let visit = try service.ssh("cat --raw large", options: ["-o", "RekeyLimit=200K"])
    #expect(visit.ended() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func itComesWholeWhereTheServiceWantsNewKeys() throws {
    let content = try Folder(["pages/large.md": String(decoding: expected, as: UTF8.self)])
    let service = try Service(["--content", content.path, "--max-key-bytes", "65536"])
    let visit = try service.ssh("cat --raw large", options: ["-v"])
    #expect(visit.ended() == 0, "\(visit.error)")
    expectWhole(visit)
    #expect(visit.error.components(separatedBy: "rekey").count > 5, "\(visit.error)")
  }

  @Test(arguments: OtherClientTests.clients)
  func itComesWholeThroughSmallWindows(client: OtherClientTests.Client) throws {
    let fingerprint = service.child.text.firstMatch(of: #/SHA256:\S+/#).map { String($0.output) } ?? ""
    let home = try Folder()
    let visit = try Child(
      client.program, client.options(false, service.port, fingerprint) + ["cat --raw large"],
      environment: ["HOME": home.path])
    #expect(visit.ended() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  /// The reader stops for a while, and the service waits without a word.
  @Test func itComesWholeToASlowReader() throws {
    let visit = try Child(
      "bash",
      ["-c", "ssh \"$@\" | (dd bs=1000 count=1 2>&-; sleep 1; cat)", "ssh"] + service.sshOptions()
        + ["cat --raw large"])
    #expect(visit.ended() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func aReaderWhoLeavesEndsIt() throws {
    let visit = try Child(
      "bash", ["-c", "ssh \"$@\" | head -c 100", "ssh"] + service.sshOptions() + ["cat --raw large"])
    #expect(visit.ended() == 0)
    #expect(visit.output == expected.prefix(100))
    #expect(Child.wait { service.visitors.isEmpty })
  }
}
