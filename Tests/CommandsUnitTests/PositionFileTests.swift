import Foundation
import PortfolioUI
import TestSupport
import Testing

@testable import Commands

struct PositionFileTests {
  private let folder: TemporaryFolder
  private let position = Viewport.Position(sourceLine: 12, offset: 3, height: 7)

  init() throws { folder = try TemporaryFolder(["content/a.md": "# A\n"]) }

  private var state: String { folder.path + "/state/portfolio-tui" }

  private func file(of content: String? = nil) throws -> PositionFile {
    try #require(PositionFile(in: state, of: content))
  }

  @Test func keepsThePositionsOfEachContent() throws {
    let content = folder.path + "/content"
    try file().write(["a/b": position])
    try file(of: content).write(["c": Viewport.Position(sourceLine: 1)])
    #expect(try file().read() == ["a/b": position])
    #expect(try file(of: content + "/../content").read() == ["c": Viewport.Position(sourceLine: 1)])
  }

  @Test func removesAContentWithoutPositions() throws {
    try file().write(["a": position])
    try file().write([:], insteadOf: ["a": position])
    #expect(try file().read() == [:])
    #expect(try String(contentsOfFile: state + "/positions.json", encoding: .utf8) == "{}\n")
  }

  @Test func keepsThePositionsOfAnotherRun() throws {
    try file().write(["a": position])
    try file().write(["b": position])
    #expect(try file().read() == ["a": position, "b": position])
  }

  @Test func isReadableByTheOwnerAlone() throws {
    try file().write(["a": position])
    let attributes = try FileManager.default.attributesOfItem(atPath: state + "/positions.json")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["positions.json"])
  }

  @Test(arguments: [
    "", "{", "[]", "{\"\": 1}", "{\"\": {\"a\": [1, 2]}}", "{\"\": {\"a\": [1, -2, 3]}}",
    "{\"\": {\"a\": [1, 99999999999, 3]}}", "{\"\": {\"a\": [1, \"2\", 3]}}", "\u{0}\u{FF}",
  ])
  func readsNothingFromAFaultyFile(text: String) throws {
    try folder.write(text, to: "state/portfolio-tui/positions.json")
    #expect(try file().read() == [:])
    try file().write(["a": position])
    #expect(try file().read() == ["a": position])
  }

  @Test func bringsAnUnwritableFolderNoHarm() throws {
    try folder.write("a file", to: "state")
    try file().write(["a": position])
    #expect(try file().read() == [:])
  }

  @Test func hasNoFileForContentThatDoesNotExist() {
    #expect(PositionFile(in: state, of: folder.path + "/gone") == nil)
  }

  @Test func keepsTheLatestContentsOnly() throws {
    for number in 0..<60 {
      try folder.write("# A\n", to: "c\(number)/a.md")
      try file(of: folder.path + "/c\(number)").write(["a": position])
    }
    #expect(try file(of: folder.path + "/c0").read() == [:])
    #expect(try file(of: folder.path + "/c59").read() == ["a": position])
  }
}
