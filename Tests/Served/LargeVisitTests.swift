import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Output that is larger than the window of an SSH channel.
struct LargeVisitTests {
  /// A service with one page of nearly the largest size that a page may have, and its content.
  nonisolated(unsafe) private static let shared = Result {
    let line = String(repeating: "word ", count: 19) + "end\n\n"
    let body = (0..<9000).map { "\($0) \(line)" }.joined()
    let content = try TemporaryFolder(["pages/large.md": "---\ntitle: Large\n---\n" + body])
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

  /// Expects the whole page. Swift Testing would take hours to show the difference of two megabytes.
  private func expectWhole(_ visit: ChildProcess) {
    let isWhole = visit.output == expected
    #expect(isWhole, "\(visit.output.count) of \(expected.count) bytes; \(visit.error)")
  }

  @Test func printsALargePageWhole() throws {
    let visit = try service.ssh("cat --raw large")
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func printsItWholeWhileTheClientRekeys() throws {
    let visit = try service.ssh("cat --raw large", options: ["-o", "RekeyLimit=200K"])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func printsItWholeWhileTheServiceRekeys() throws {
    let content = try TemporaryFolder(["pages/large.md": String(decoding: expected, as: UTF8.self)])
    let service = try Service(["--content", content.path, "--max-key-bytes", "65536"])
    let visit = try service.ssh("cat --raw large", options: ["-v"])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    expectWhole(visit)
    #expect(visit.error.components(separatedBy: "rekey").count > 5, "\(visit.error)")
  }

  @Test(arguments: OtherClientTests.clients)
  func printsItWholeThroughSmallWindows(client: OtherClientTests.Client) throws {
    let fingerprint = service.child.text.firstMatch(of: #/SHA256:\S+/#).map { String($0.output) } ?? ""
    let home = try TemporaryFolder()
    let visit = try ChildProcess(
      client.program, client.options(false, service.port, fingerprint) + ["cat --raw large"],
      environment: ["HOME": home.path])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  /// The reader stops for a second, and the service waits.
  @Test func printsItWholeToASlowReader() throws {
    let visit = try ChildProcess(
      "bash",
      ["-c", "ssh \"$@\" | (dd bs=1000 count=1 2>&-; sleep 1; cat)", "ssh"] + service.sshOptions()
        + ["cat --raw large"])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    expectWhole(visit)
  }

  @Test func endsWhenTheReaderLeaves() throws {
    let visit = try ChildProcess(
      "bash", ["-c", "ssh \"$@\" | head -c 100", "ssh"] + service.sshOptions() + ["cat --raw large"])
    #expect(visit.waitForExit() == 0)
    #expect(visit.output == expected.prefix(100))
    #expect(eventually { service.visitors.isEmpty })
  }
}
