import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The content of the service, and reloading it.
struct ServedContentTests {
  private static let page = "---\ntitle: First\n---\nOne.\n"

  @Test func showsNewContentToNewVisitorsAfterSIGHUP() throws {
    let content = try TemporaryFolder(["pages/first.md": Self.page])
    let service = try Service(["--content", content.path])
    let visit = try service.terminal()
    #expect(visit.wait(for: "First"))
    try content.write("---\ntitle: Second\n---\nTwo.\n", to: "pages/second.md")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let fresh = try service.ssh("ls")
    #expect(fresh.waitForExit() == 0)
    #expect(fresh.text == "pages/first\tFirst\t\tOne.\npages/second\tSecond\t\tTwo.\n")
    #expect(!visit.text.contains("Second"))
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func keepsTheLastContentIfAReloadFails() throws {
    let content = try TemporaryFolder(["pages/first.md": Self.page])
    let service = try Service(["--content", content.path])
    try FileManager.default.removeItem(atPath: content.path)
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload_failed why=\""))
    let visit = try service.ssh("cat", "first")
    #expect(visit.waitForExit() == 0)
    #expect(visit.text.hasPrefix("First\n"))
    try content.write("---\ntitle: Third\n---\nThree.\n", to: "pages/third.md")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let next = try service.ssh("cat", "third")
    #expect(next.waitForExit() == 0)
  }

  @Test func logsTheFaultsOfTheContent() throws {
    let content = try TemporaryFolder(["pages/first.md": "---\ntitle: First\ndate: 9999-99-99\n---\nOne.\n"])
    let service = try Service(["--content", content.path])
    #expect(service.child.error.contains("pages/first.md:3: "), "\(service.child.error)")
  }

  @Test func reportsMissingContent() throws {
    let folder = try TemporaryFolder()
    let child = try Service.run(
      ["--content", folder["nothing"], "--host-key", try folder.key("key")] + Service.account)
    #expect(child.status == 1)
    #expect(child.error == "portfolio-tui: \(folder["nothing"]): no such file or directory\n")
  }
}
