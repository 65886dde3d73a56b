import Foundation
import Glibc
import TestSupport
import Testing

@testable import TerminalEmulator

/// `get` over SSH: a visitor's process reads a file from a descriptor of the service.
struct ServedFileTests {
  private let content: TemporaryFolder
  private let service: Service
  private static let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 * 13 + $0 >> 9) })
  private static let chart = BuiltProducts.repository.appending(path: "content/articles/pool-latency.png")

  init() throws {
    content = try TemporaryFolder([
      "notes/one.md": "# One\n\n![a chart](a.png)\n\n[My CV](/files/cv.pdf)\n", "files/a b.txt": "quoted",
    ])
    try content.write(Self.bytes, to: "files/cv.pdf")
    try content.write(Data(contentsOf: Self.chart), to: "notes/a.png")
    service = try Service(["--content", content.path, "--public-name", "example.org"])
  }

  @Test(arguments: ["cv.pdf", "files/cv.pdf"])
  func writesAFileAsItIs(name: String) throws {
    let visit = try service.ssh("get", name)
    #expect(visit.waitForExit() == 0 && visit.error == "")
    let isWhole = visit.output == Self.bytes
    #expect(isWhole, "\(visit.output.count) of \(Self.bytes.count) bytes")
  }

  @Test func listsTheSameFilesAsTheMachineItself() throws {
    for words in [["ls", "--files"], ["ls", "--files", "--json"]] {
      let own = try ProcessResult(BuiltProducts.program, ["--content", content.path] + words)
      let visit = try service.ssh(words.joined(separator: " "))
      #expect(visit.waitForExit() == 0)
      #expect(visit.output == own.output && own.text.contains("3000000"))
    }
  }

  /// The local shell and the service split a line into words, one after the other.
  @Test func theCommandOfALinkWorks() throws {
    try content.write("# Two\n\n[x](/files/a%20b.txt)\n", to: "notes/two.md")
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    let page = try service.ssh("cat", "two")
    #expect(page.waitForExit() == 0)
    let command = try #require(page.text.firstMatch(of: #/\[1\] ssh example.org (get .*) >/#)?.1)
    let words = service.sshOptions().map { "'\($0)'" }.joined(separator: " ")
    let visit = try ChildProcess("sh", ["-c", "ssh \(words) \(command)"])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    #expect(visit.text == "quoted")
  }

  @Test func showsTheCommandInTheListOfLinks() throws {
    let visit = try service.terminal("one")
    #expect(visit.wait(for: "My CV"))
    visit.send("f")
    #expect(visit.wait(for: "ssh example.org get cv.pdf > cv.pdf"), "\(visit.text)")
    visit.send("f")
    #expect(visit.wait(for: " j/k scroll"))
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func refusesATerminalWithTheCommandToUse() throws {
    let visit = try service.terminal("get", "cv.pdf", columns: 160)
    #expect(visit.ended() == 1)
    #expect(visit.text.contains("type: ssh example.org get cv.pdf > cv.pdf"), "\(visit.text)")
  }

  /// What a file was when the content was loaded does not matter when it is opened.
  @Test(arguments: ["removed", "a FIFO", "a folder", "a link out of the folder", "large"])
  func statesThatAFileIsGone(how: String) throws {
    let path = content["files/cv.pdf"]
    try FileManager.default.removeItem(atPath: path)
    switch how {
    case "a FIFO": #expect(mkfifo(path, 0o644) == 0)
    case "a folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case "a link out of the folder":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: content["notes/one.md"])
    case "large":
      try content.write("", to: "files/cv.pdf")
      #expect(truncate(path, 16 << 20 + 1) == 0)
    default: break
    }
    let visit = try service.ssh("get", "cv.pdf")
    #expect(visit.waitForExit() == 1)
    #expect(visit.output.isEmpty && visit.error == "portfolio-tui: 'cv.pdf' cannot be opened now\n")
  }

  @Test(arguments: [("../notes/one.md", 1), ("/etc/passwd", 1), ("cv.pdg", 2), ("a", 2)])
  func refusesOtherNames(name: String, status: Int32) throws {
    let visit = try service.ssh("get", name)
    #expect(visit.waitForExit() == status)
    #expect(visit.output.isEmpty && visit.error.hasPrefix("portfolio-tui: '\(name)'") == (status == 1))
  }

  /// Older clients of scp show what the server writes to standard error.
  @Test func scpNamesTheCommandToUse() throws {
    let options = service.sshOptions().dropLast(3)
    let copy = try ChildProcess(
      "scp", options + ["-O", "-P", "\(service.port)", "visitor@127.0.0.1:cv.pdf", content["copy"]])
    #expect(copy.waitForExit() != 0)
    #expect(copy.error.contains("'ssh HOST get FILE > FILE' writes a file"), "\(copy.error)")
    #expect(!FileManager.default.fileExists(atPath: content["copy"]))
  }
}
