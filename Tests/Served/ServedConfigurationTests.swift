import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The configuration file of the service: at the start, at a reload, and tested by `--check`.
struct ServedConfigurationTests {
  private static let page = "---\ntitle: First\n---\nOne.\n"

  @Test func aReloadAppliesContentTextsAndLimits() throws {
    let folder = try TemporaryFolder([
      "a/pages/first.md": Self.page, "b/pages/second.md": "---\ntitle: Second\n---\nTwo.\n",
      "c.toml": "width = 40\n[serve]\ncontent = \"a\"\npublic-name = \"one.example\"\n",
    ])
    let service = try Service(["--config", folder["c.toml"]])
    let first = try service.ssh("ls")
    #expect(first.waitForExit() == 0 && first.text.hasPrefix("pages/first\t"))
    try folder.write(
      "[serve]\ncontent = \"b\"\nmax-visitors = 1\nmetrics = \"127.0.0.1:1\"\nlog = \"json\"\n", to: "c.toml")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    #expect(service.waitForLog("the new value of 'metrics' applies after a restart"))
    #expect(service.waitForLog("the new value of 'log' applies after a restart"))
    let second = try service.ssh("ls")
    #expect(second.waitForExit() == 0 && second.text.hasPrefix("pages/second\t"))
    let visit = try service.terminal()
    #expect(visit.wait(for: "Second"))
    let refused = try service.ssh("ls")
    #expect(refused.waitForExit() == 255)
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func aReloadKeepsTheVariablesOfTheStart() throws {
    let folder = try TemporaryFolder(["pages/first.md": Self.page])
    let service = try Service(environment: ["PORTFOLIO_CONTENT": folder.path])
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let list = try service.ssh("ls")
    #expect(list.waitForExit() == 0 && list.text.hasPrefix("pages/first\t"))
  }

  @Test func visitorsGetTheThemesKeysAndStart() throws {
    let folder = try TemporaryFolder([
      "pages/first.md": Self.page, "pages/second.md": "---\ntitle: Second\n---\nTwo.\n",
      ".portfolio.toml": "start = \"pages/second\"\n",
      "c.toml": "[keys]\nhelp = \"H\"\n[themes.mine]\ntext = \"red\"\n",
    ])
    let service = try Service(["--config", folder["c.toml"], "--content", folder.path])
    let visit = try service.terminal()
    #expect(visit.wait(for: "Two."))
    visit.send("H")
    #expect(visit.wait(for: "list of keys"))
    visit.send("q")
    visit.send("q")
    #expect(visit.ended() == 0)
    let theme = try service.ssh("ls", "--theme", "mine")
    #expect(theme.waitForExit() == 0)
    let wrong = try service.ssh("ls", "--theme", "x")
    #expect(wrong.waitForExit() == 2)
  }

  @Test func checkTestsTheSettingsAndEnds() throws {
    let folder = try TemporaryFolder([
      "pages/first.md": Self.page, "c.toml": "[serve]\ncontent = \".\"\nlisten = \"127.0.0.1:2222\"\n",
    ])
    let key = try folder.key("key")
    let service = try Service()
    let words = ["--check", "--config", folder["c.toml"], "--host-key", key] + Service.account
    let good = try Service.run(words)
    #expect(good.status == 0)
    #expect(good.text.hasPrefix("The service can start: 1 page, host key SHA256:"))
    // The address of a running service is no fault.
    let running = try Service.run(words + ["--listen", "127.0.0.1:\(service.port)"])
    #expect(running.status == 0)
    let wrong: [(text: String, sentence: String)] = [
      ("[serve]\ngrace = 0\n", "c.toml:2: 'grace' must be a number from 1 to 3600"),
      ("[serve]\ncontent = \"nothing\"\n", "/nothing: no such file or directory"),
      ("[serve]\nlisten = \"localhost\"\n", "'localhost' is not an address to listen on"),
      ("[serve]\nlisten = \"192.0.2.1:22\"\n", "cannot listen on 192.0.2.1:22"),
      ("[serve]\nmetrics = \"192.0.2.1:22\"\n", "metrics are for this machine only"),
      (
        "[serve]\nmetrics = \"/nothing/metrics\"\n",
        "cannot listen on /nothing/metrics: no such file or directory"
      ),
    ]
    for (text, sentence) in wrong {
      try folder.write(text, to: "c.toml")
      let result = try Service.run(words)
      #expect(result.status == 1)
      #expect(result.error.contains(sentence), "\(result.error)")
    }
    try folder.write("", to: "empty")
    let bad = try Service.run(["--check", "--host-key", folder["empty"]] + Service.account)
    #expect(bad.status == 1 && bad.error.contains("the host key"))
  }

  @Test func checkCreatesNoHostKey() throws {
    let folder = try TemporaryFolder()
    let result = try Service.run(["--check"] + Service.account, environment: ["STATE_DIRECTORY": folder.path])
    #expect(result.status == 0 && result.text.hasSuffix("host key that the first start creates\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  /// The records are those of `ssh-keygen -r`.
  @Test func printsTheRecordsOfTheHostKey() throws {
    let folder = try TemporaryFolder()
    let key = try folder.key("key")
    let result = try Service.run(
      ["--print-sshfp", "--host-key", key, "--public-name", "me.example.org"] + Service.account)
    let expected = try ProcessResult("ssh-keygen", ["-r", "me.example.org.", "-f", key])
    #expect(result.status == 0)
    #expect(result.text.lowercased() == expected.text.lowercased())
  }
}
