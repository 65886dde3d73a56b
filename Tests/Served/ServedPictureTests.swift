import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Pictures of a folder, which a visitor's process gets from the service as descriptors.
struct ServedPictureTests {
  private let content: TemporaryFolder
  private static let chart = BuiltProducts.repository.appending(path: "content/articles/pool-latency.png")
  private static let page = "# One\n\n![a chart](a.png)\n\nAfter the chart.\n"

  init() throws {
    content = try TemporaryFolder(["notes/one.md": Self.page, "notes/two.md": "# Two\n"])
    try content.write(Data(contentsOf: Self.chart), to: "notes/a.png")
  }

  private static func hasBlocks(_ terminal: Terminal) -> Bool {
    terminal.text.contains("▀") || terminal.text.contains("▄")
  }

  @Test func showsAPictureOnAScreen() throws {
    let service = try Service(["--content", content.path])
    let visit = try service.terminal()
    visit.send("\r")
    #expect(visit.wait(until: Self.hasBlocks), "\(visit.text)")
    visit.resize(columns: 80, rows: 24)
    #expect(visit.wait { Self.hasBlocks($0) && $0.line(23).hasPrefix(" j/k scroll") })
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func printsAPictureOnATerminalOnly() throws {
    let service = try Service(["--content", content.path])
    let visit = try service.terminal("cat", "one")
    #expect(visit.wait(until: Self.hasBlocks), "\(visit.text)")
    let pipe = try service.ssh("cat", "one")
    #expect(pipe.waitForExit() == 0)
    #expect(pipe.text.contains("[image: a chart]"))
    #expect(!pipe.text.contains("\u{1B}") && !pipe.text.contains("▀"))
  }

  /// What a file was when the content was loaded does not matter when it is opened.
  @Test(arguments: ["removed", "a FIFO", "a folder", "a link out of the folder"])
  func statesThatAFileIsGone(how: String) throws {
    let service = try Service(["--content", content.path])
    let path = content["notes/a.png"]
    try FileManager.default.removeItem(atPath: path)
    switch how {
    case "a FIFO": #expect(mkfifo(path, 0o644) == 0)
    case "a folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case "a link out of the folder":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: Self.chart.path)
    default: break
    }
    let visit = try service.terminal()
    visit.send("\r")
    #expect(visit.wait(for: "The picture is not shown: its file cannot be read"), "\(visit.text)")
    #expect(visit.text.contains("After the chart."))
  }

  @Test func showsThePictureBesideASingleFile() throws {
    let service = try Service(["--content", content["notes/one.md"]])
    let visit = try service.terminal()
    #expect(visit.wait(until: Self.hasBlocks), "\(visit.text)")
  }

  @Test func showsAShortenedFileAsDamaged() throws {
    let service = try Service(["--content", content.path])
    try content.write(Data(contentsOf: Self.chart).prefix(300), to: "notes/a.png")
    let visit = try service.terminal()
    visit.send("\r")
    #expect(visit.wait(for: "The picture is not shown: its file is damaged"), "\(visit.text)")
  }

  @Test func refusesTheFilesOfReplacedContent() throws {
    let service = try Service(["--content", content.path])
    let visit = try service.terminal("notes/two")
    #expect(visit.wait(for: "Two"))
    service.child.signal(SIGHUP)
    #expect(service.waitForLog("event=reload generation=2"))
    visit.send("\u{1B}[Dk")
    #expect(visit.wait(for: "The picture is not shown"), "\(visit.text)")
    let fresh = try service.terminal()
    fresh.send("\r")
    #expect(fresh.wait(until: Self.hasBlocks))
  }
}
