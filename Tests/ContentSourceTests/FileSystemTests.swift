import ContentSource
import PortfolioModel
import TestSupport
import Testing

struct FileSystemTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func readsAFileUpToALimit() throws {
    let path = folder.path + "/big.md"
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 3 << 20), to: "big.md")
    #expect(try FileSystem.read(file: path, limit: 3 << 20).count == 3 << 20)
    let error = #expect(throws: Problem.self) { try FileSystem.read(file: path, limit: 2 << 20) }
    #expect(error?.message == "is larger than 2 MiB")
  }

  @Test func reportsAFolderThatIsReadAsAFile() throws {
    let error = #expect(throws: Problem.self) { try FileSystem.read(file: self.folder.path, limit: 1) }
    #expect(error?.message == "is a directory")
  }

  @Test func stopsReadingAnEndlessDeviceAtTheLimit() throws {
    let error = #expect(throws: Problem.self) { try FileSystem.read(file: "/dev/zero", limit: 1 << 20) }
    #expect(error?.message == "is larger than 1 MiB")
  }
}
