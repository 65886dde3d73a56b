import ContentSamples
import ContentSource
import Glibc
import PortfolioModel
import TestSupport
import Testing

struct ContentLoaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("Good.\n", to: "a/good.md")
  }

  private func load() throws -> (files: [String], problems: [String]) {
    let tree = try ContentLoader.load(directory: folder.path)
    return (tree.files.map(\.path), tree.problems.map(\.description))
  }

  /// No output may contain a private comment, so it is removed before a page exists.
  @Test func removesPrivateCommentsOfNotes() throws {
    let folder = try TemporaryFolder(["notes/a.md": "A %%private%% note.\n", "notes/b.md": "`%%code%%`\n"])
    let tree = try ContentLoader.load(directory: folder.path)
    #expect(tree.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["A  note.\n", "`%%code%%`\n"])
    try folder.write("title = 'T'\n", to: "hugo.toml")
    try folder.write("A %%b%% c.\n", to: "content/x.md")
    #expect(
      try ContentLoader.load(directory: folder.path).files.map { String(decoding: $0.bytes, as: UTF8.self) }
        == ["A %%b%% c.\n"])
  }

  @Test func readsMarkdownAndListsOtherFiles() throws {
    try folder.write("---\ntitle: T\n---\n", to: "index.md")
    try folder.write("x", to: "a/b/c.markdown")
    try folder.write("x", to: "a/picture.png")
    try folder.write("x", to: "a/.hidden.md")
    try folder.write("x", to: ".git/x.md")
    try folder.write("x", to: "_layouts/x.md")
    try folder.write("x", to: "_posts/2024-01-01-x.md")
    let tree = try ContentLoader.load(directory: folder.path)
    #expect(tree.files.map(\.path) == ["_posts/2024-01-01-x.md", "a/b/c.markdown", "a/good.md", "index.md"])
    #expect(tree.otherPaths == ["a/picture.png"])
    #expect(tree.problems.isEmpty)
    #expect(tree.files.first { $0.path == "a/good.md" }?.bytes == Array("Good.\n".utf8))
  }

  @Test func reportsAMissingFolder() throws {
    let error = #expect(throws: Problem.self) {
      try ContentLoader.load(directory: self.folder.path + "/nowhere")
    }
    #expect(error?.message == "no such file or directory")
    let other = #expect(throws: Problem.self) {
      try ContentLoader.load(directory: self.folder.path + "/a/good.md")
    }
    #expect(other?.message == "not a directory")
  }

  @Test func readsFiveThousandFiles() throws {
    for number in 0..<5000 { try folder.write("# Page \(number)\n", to: "many/\(number).md") }
    let tree = try ContentLoader.load(directory: folder.path)
    #expect(tree.files.count == 5001)
    #expect(tree.problems.isEmpty)
    #expect(Portfolio(tree).find("many/4999").ids == ["many/4999"])
  }

  @Test func reportsMoreThanTwentyThousandFiles() throws {
    try folder.makeFolder("many")
    for number in 0...20_000 { try folder.touch(bytes: Array("many/\(number).txt".utf8)) }
    try folder.write("x", to: "z/last.md")
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
    #expect(loaded.problems == [".: holds more than 20000 files; the others are skipped"])
  }

  // MARK: Links

  @Test(arguments: ["/etc/passwd", "../../../../../../../etc/passwd", "/etc/shadow"])
  func skipsALinkToAFileOutside(target: String) throws {
    try folder.link("a/out.md", to: target)
    #expect(try load() == (["a/good.md"], ["a/out.md: skipped: the link leads out of the content"]))
  }

  @Test func doesNotFollowALinkToAFolderOutside() throws {
    try folder.link("a/etc", to: "/etc")
    try folder.link("up", to: "..")
    #expect(try load().files == ["a/good.md"])
  }

  @Test func followsLinksWithinTheContent() throws {
    try folder.link("a/again.md", to: "good.md")
    try folder.link("b", to: "a")
    #expect(try load().files == ["a/again.md", "a/good.md", "b/again.md", "b/good.md"])
  }

  @Test func skipsLinksThatFormACycle() throws {
    try folder.link("a/loop.md", to: "loop.md")
    try folder.link("a/one.md", to: "two.md")
    try folder.link("a/two.md", to: "one.md")
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
    #expect(
      loaded.problems
        == ["loop", "one", "two"].map {
          "a/\($0).md: skipped: too many levels of symbolic links"
        })
  }

  @Test func skipsADanglingLink() throws {
    try folder.link("a/gone.md", to: "nowhere.md")
    #expect(try load() == (["a/good.md"], ["a/gone.md: skipped: no such file or directory"]))
  }

  @Test func readsACycleOfFoldersOnce() throws {
    try folder.link("a/circle", to: "..")
    #expect(try load().files == ["a/good.md"])
  }

  // MARK: Special files

  @Test func skipsAPipeWithoutBlocking() throws {
    try #require(mkfifo(folder.path + "/a/pipe.md", 0o644) == 0)
    #expect(try load() == (["a/good.md"], ["a/pipe.md: skipped: it is not a regular file"]))
  }

  @Test func skipsASocket() throws {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((folder.path + "/a/socket.md").utf8)
    try #require(path.count < 108)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    #expect(try load() == (["a/good.md"], ["a/socket.md: skipped: no such device or address"]))
  }

  @Test(arguments: ["/dev/zero", "/dev/tty", "/dev/stdin", "/proc/self/mem"])
  func skipsALinkToADevice(device: String) throws {
    try folder.link("a/device.md", to: device)
    #expect(try load() == (["a/good.md"], ["a/device.md: skipped: the link leads out of the content"]))
  }

  @Test func treatsAFolderWithAMarkdownNameAsAFolder() throws {
    try folder.makeFolder("a/empty.md")
    try folder.write("x", to: "a/full.md/x.md")
    #expect(try load() == (["a/full.md/x.md", "a/good.md"], []))
  }

  // MARK: Sizes and contents

  @Test func skipsFilesLargerThanOneMebibyte() throws {
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 1 << 20), to: "a/just.md")
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 1 << 20 + 1), to: "a/over.md")
    #expect(try load() == (["a/good.md", "a/just.md"], ["a/over.md: skipped: it is larger than 1 MiB"]))
  }

  @Test func skipsASparseFileByItsSize() throws {
    try folder.write("", to: "a/sparse.md")
    try #require(truncate(folder.path + "/a/sparse.md", 10 << 30) == 0)
    #expect(try load() == (["a/good.md"], ["a/sparse.md: skipped: it is larger than 1 MiB"]))
  }

  @Test func skipsAFileOfZeros() throws {
    try folder.write("", to: "a/sparse.md")
    try #require(truncate(folder.path + "/a/sparse.md", 1 << 20) == 0)
    #expect(try load() == (["a/good.md"], ["a/sparse.md: skipped: it is not UTF-8 text"]))
  }

  @Test(.disabled(if: geteuid() == 0, "root can read everything"))
  func skipsAFileWithoutReadPermission() throws {
    try folder.write("x", to: "a/secret.md")
    try #require(chmod(folder.path + "/a/secret.md", 0) == 0)
    #expect(try load() == (["a/good.md"], ["a/secret.md: skipped: permission denied"]))
  }

  @Test(.disabled(if: geteuid() == 0, "root can read everything"))
  func skipsAFolderWithoutReadPermission() throws {
    try folder.write("x", to: "secret/x.md")
    try #require(chmod(folder.path + "/secret", 0) == 0)
    let loaded = try load()
    chmod(folder.path + "/secret", 0o755)
    #expect(loaded == (["a/good.md"], ["secret/: skipped: permission denied"]))
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x78, 0x00], [0xFE, 0xFF, 0x00, 0x78], [0x78, 0x00, 0x79, 0x00],
      [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00],
    ] as [[UInt8]])
  func skipsBinaryFilesAndUTF16(bytes: [UInt8]) throws {
    try folder.write(bytes: bytes, to: "a/binary.md")
    #expect(try load() == (["a/good.md"], ["a/binary.md: skipped: it is not UTF-8 text"]))
  }

  @Test func readsLatin1WithReplacementCharacters() throws {
    try folder.write(bytes: Array("Caf".utf8) + [0xE9, 0x0A], to: "a/latin.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.page("a/latin")?.summary == "Caf\u{FFFD}")
  }

  @Test func readsAnEmptyFile() throws {
    try folder.write("", to: "a/empty.md")
    #expect(try load() == (["a/empty.md", "a/good.md"], []))
  }

  // MARK: Names

  @Test func makesSlugsOfNamesWithControlCharacters() throws {
    try folder.write("x", to: "a/\u{1B}[31mred.md")
    try folder.write("x", to: "a/two\nlines.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(Set(portfolio.pages.map(\.slug)) == ["good", "31mred", "two-lines"])
  }

  @Test func reportsANameThatIsNotUTF8Once() throws {
    try folder.touch(bytes: Array("a/".utf8) + [0xFF, 0x80] + Array(".md".utf8))
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
    #expect(loaded.problems == ["a/\u{FFFD}\u{FFFD}.md: skipped: no such file or directory"])
  }

  @Test func readsFoldersDownToALimit() throws {
    let deep = (0..<1000).map { _ in "d" }
    // A path of so many parts is longer than a system call accepts.
    var descriptor = open(folder.path, O_RDONLY | O_DIRECTORY)
    for part in deep {
      try #require(mkdirat(descriptor, part, 0o755) == 0)
      let next = openat(descriptor, part, O_RDONLY | O_DIRECTORY)
      close(descriptor)
      descriptor = next
    }
    close(descriptor)
    try folder.write("x", to: Array(repeating: "d", count: 15).joined(separator: "/") + "/in.md")
    try folder.write("x", to: Array(repeating: "d", count: 16).joined(separator: "/") + "/out.md")
    let loaded = try load()
    #expect(loaded.files.map { $0.split(separator: "/").last } == ["good.md", "in.md"])
    #expect(loaded.problems.count == 1)
    #expect(loaded.problems.first?.hasSuffix("/d: skipped: folders nest deeper than 16 levels") == true)
  }
}
