import Glibc
@testable import ContentSource
import PortfolioModel
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

  // MARK: What is read

  @Test func markdownIsReadAndTheRestIsKnownByName() throws {
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

  @Test(arguments: ["themes", "node_modules", "public", "static", "layouts", "archetypes"])
  func foldersOfBlogProgramsAreSkippedAtTheTopOnly(name: String) throws {
    try folder.write("x", to: "\(name)/x.md")
    try folder.write("x", to: "a/\(name)/x.md")
    #expect(try load().files == ["a/good.md", "a/\(name)/x.md"].sorted())
  }

  @Test func contentIsFoundInsideABlogsProjectFolder() throws {
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: "README.md")
    #expect(try load().files == ["posts/x.md"])
  }

  // MARK: What it is called

  @Test func theFoldersNameIsTheTitle() throws {
    try folder.write("x", to: "my-notes/a/x.md")
    try folder.write("x", to: "my-notes/content/a/x.md")
    for path in ["my-notes", "my-notes/", "my-notes/.", "my-notes/content", "a/../my-notes"] {
      let tree = try ContentLoader.load(directory: folder.path + "/" + path)
      #expect(Portfolio(tree).title == "My notes", "\(path)")
    }
  }

  @Test(arguments: [
    ("hugo.toml", "title = \"A Blog\"\n[params]\ndescription = \"Of mine\"\n", "Of mine"),
    ("config.toml", "description = \"Of mine\"\ntitle = 'A Blog'\n[extra]\ntitle = 'B'\n", "Of mine"),
    ("_config.yml", "title: A Blog\nemail: x\ndescription: >-\n  Of\n  mine\n", "Of mine"),
    ("hugo.yaml", "title: ' A Blog'\nparams:\n  title: B\n", nil),
  ])
  func aBlogsConfigurationNamesIt(name: String, text: String, headline: String?) throws {
    try folder.write(text, to: name)
    try folder.write("Welcome.\n", to: "index.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.title == "A Blog")
    #expect(portfolio.headline == headline)
  }

  @Test func aPersonIsMoreThanTheConfiguration() throws {
    try folder.write("title: A Blog\ndescription: Of mine\n", to: "_config.yml")
    try folder.write("---\nname: Somebody\n---\n", to: "index.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.title == "Somebody")
    #expect(portfolio.headline == nil)
  }

  @Test(arguments: ["title: [", "", "title: {a: b}", "title: ' '", "\0", "- x"])
  func aConfigurationThatSaysNothingIsNone(text: String) throws {
    try folder.write(text, to: "blog/_config.yml")
    try folder.write("x", to: "blog/a/x.md")
    #expect(Portfolio(try ContentLoader.load(directory: folder.path + "/blog")).title == "Blog")
  }

  @Test func aConfigurationThatIsNoFileOrTooLargeIsNotRead() throws {
    try folder.write("x", to: "blog/a/x.md")
    #expect(mkfifo(folder.path + "/blog/hugo.toml", 0o600) == 0)
    try folder.write("title: Large\n" + String(repeating: "# x\n", count: 1 << 15), to: "blog/config.yaml")
    #expect(symlink("/etc/hostname", folder.path + "/blog/config.yml") == 0)
    try folder.write("title: Right\n", to: "blog/_config.yml")
    #expect(Portfolio(try ContentLoader.load(directory: folder.path + "/blog")).title == "Right")
  }

  @Test func everyPictureBesideABlogsPagesIsKnown() throws {
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: "static/assets/a.png")
    try folder.write("x", to: "static/b.png")
    let tree = try ContentLoader.load(directory: folder.path)
    #expect(tree.otherPaths == ["static/assets/a.png", "static/b.png"])
    #expect(tree.problems.isEmpty)
  }

  @Test(arguments: ["index.md", "_index.md"])
  func aFolderWithAnIndexIsReadItself(index: String) throws {
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: index)
    #expect(try load().files == ["a/good.md", "content/posts/x.md", index].sorted())
  }

  @Test func aFileCalledContentIsNoFolder() throws {
    try folder.write("x", to: "content")
    #expect(try load().files == ["a/good.md"])
  }

  @Test func aMissingFolderIsASentence() throws {
    let error = #expect(throws: Problem.self) {
      try ContentLoader.load(directory: self.folder.path + "/nowhere")
    }
    #expect(error?.message == "no such file or directory")
    let other = #expect(throws: Problem.self) {
      try ContentLoader.load(directory: self.folder.path + "/a/good.md")
    }
    #expect(other?.message == "not a directory")
  }

  @Test func fiveThousandFilesAreRead() throws {
    for number in 0..<5000 { try folder.write("# Page \(number)\n", to: "many/\(number).md") }
    let tree = try ContentLoader.load(directory: folder.path)
    #expect(tree.files.count == 5001)
    #expect(tree.problems.isEmpty)
    #expect(Portfolio(tree).find("many/4999").ids == ["many/4999"])
  }

  @Test func beyondTwentyThousandFilesIsASentence() throws {
    try folder.makeFolder("many")
    for number in 0...20_000 { try folder.touch(bytes: Array("many/\(number).txt".utf8)) }
    try folder.write("x", to: "z/last.md")
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
    #expect(loaded.problems == [".: holds more than 20000 files; the others are skipped"])
  }

  // MARK: Links

  @Test(arguments: ["/etc/passwd", "../../../../../../../etc/passwd", "/etc/shadow"])
  func aLinkThatLeadsOutIsSkipped(target: String) throws {
    try folder.link("a/out.md", to: target)
    #expect(try load() == (["a/good.md"], ["a/out.md: skipped: the link leads out of the content"]))
  }

  @Test func aFolderLinkThatLeadsOutIsNotEntered() throws {
    try folder.link("a/etc", to: "/etc")
    try folder.link("up", to: "..")
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
  }

  @Test func aLinkWithinTheContentIsRead() throws {
    try folder.link("a/again.md", to: "good.md")
    try folder.link("b", to: "a")
    #expect(try load().files == ["a/again.md", "a/good.md", "b/again.md", "b/good.md"])
  }

  @Test func aLinkToItselfIsSkipped() throws {
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

  @Test func aLinkToNothingIsSkipped() throws {
    try folder.link("a/gone.md", to: "nowhere.md")
    #expect(try load() == (["a/good.md"], ["a/gone.md: skipped: no such file or directory"]))
  }

  @Test func aCircleOfFoldersIsReadOnce() throws {
    try folder.link("a/circle", to: "..")
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
  }

  // MARK: What is no file

  @Test func aPipeIsSkippedAndNotWaitedFor() throws {
    try #require(mkfifo(folder.path + "/a/pipe.md", 0o644) == 0)
    #expect(try load() == (["a/good.md"], ["a/pipe.md: skipped: is not a regular file"]))
  }

  @Test func aSocketIsSkipped() throws {
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
  func aDeviceIsSkipped(device: String) throws {
    try folder.link("a/device.md", to: device)
    #expect(try load() == (["a/good.md"], ["a/device.md: skipped: the link leads out of the content"]))
  }

  @Test func aFolderCalledLikeAPageIsAFolder() throws {
    try folder.makeFolder("a/empty.md")
    try folder.write("x", to: "a/full.md/x.md")
    #expect(try load() == (["a/full.md/x.md", "a/good.md"], []))
  }

  // MARK: Sizes and contents

  @Test func aFileOfOneMebibyteIsReadAndALargerOneIsSkipped() throws {
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 1 << 20), to: "a/just.md")
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 1 << 20 + 1), to: "a/over.md")
    #expect(try load() == (["a/good.md", "a/just.md"], ["a/over.md: skipped: is larger than 1 MiB"]))
  }

  @Test func aSparseFileOfTenGigabytesIsNotRead() throws {
    try folder.write("", to: "a/sparse.md")
    try #require(truncate(folder.path + "/a/sparse.md", 10 << 30) == 0)
    #expect(try load() == (["a/good.md"], ["a/sparse.md: skipped: is larger than 1 MiB"]))
  }

  @Test func aSparseFileOfZerosIsNoText() throws {
    try folder.write("", to: "a/sparse.md")
    try #require(truncate(folder.path + "/a/sparse.md", 1 << 20) == 0)
    #expect(try load() == (["a/good.md"], ["a/sparse.md: skipped: is not UTF-8 text"]))
  }

  @Test(.disabled(if: geteuid() == 0, "nothing is unreadable to root"))
  func anUnreadableFileIsSkipped() throws {
    try folder.write("x", to: "a/secret.md")
    try #require(chmod(folder.path + "/a/secret.md", 0) == 0)
    #expect(try load() == (["a/good.md"], ["a/secret.md: skipped: permission denied"]))
  }

  @Test(.disabled(if: geteuid() == 0, "nothing is unreadable to root"))
  func anUnreadableFolderIsSkipped() throws {
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
  func whatIsNoTextIsSkipped(bytes: [UInt8]) throws {
    try folder.write(bytes: bytes, to: "a/binary.md")
    #expect(try load() == (["a/good.md"], ["a/binary.md: skipped: is not UTF-8 text"]))
  }

  @Test func latin1IsReadWithReplacements() throws {
    try folder.write(bytes: Array("Caf".utf8) + [0xE9, 0x0A], to: "a/latin.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.page("a/latin")?.summary == "Caf\u{FFFD}")
  }

  @Test func anEmptyFileIsAPage() throws {
    try folder.write("", to: "a/empty.md")
    #expect(try load() == (["a/empty.md", "a/good.md"], []))
  }

  // MARK: Names

  @Test func namesWithControlsMakeSlugsThatCanBeTyped() throws {
    try folder.write("x", to: "a/\u{1B}[31mred.md")
    try folder.write("x", to: "a/two\nlines.md")
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(Set(portfolio.pages.map(\.slug)) == ["good", "31mred", "two-lines"])
  }

  @Test func aNameThatIsNoUTF8IsNamedOnce() throws {
    try folder.touch(bytes: Array("a/".utf8) + [0xFF, 0x80] + Array(".md".utf8))
    let loaded = try load()
    #expect(loaded.files == ["a/good.md"])
    #expect(loaded.problems == ["a/\u{FFFD}\u{FFFD}.md: skipped: no such file or directory"])
  }

  @Test func foldersNestSixteenDeepAndNoDeeper() throws {
    let deep = (0..<1000).map { _ in "d" }
    // A path of so many parts is longer than the system takes at once.
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
    #expect(loaded.problems.first?.hasSuffix("/d: skipped: folders nest deeper than 16") == true)
  }

  // MARK: One file

  @Test func aNamedFileIsReadUpToItsLimit() throws {
    try folder.write(bytes: [UInt8](repeating: 0x78, count: 3 << 20), to: "big.md")
    #expect(try ContentLoader.read(file: folder.path + "/big.md", limit: 3 << 20).count == 3 << 20)
    let error = #expect(throws: Problem.self) {
      try ContentLoader.read(file: self.folder.path + "/big.md", limit: 2 << 20)
    }
    #expect(error?.message == "is larger than 2 MiB")
    let isFolder = #expect(throws: Problem.self) {
      try ContentLoader.read(file: self.folder.path, limit: 1)
    }
    #expect(isFolder?.message == "is a directory")
  }

  @Test func anEndlessDeviceEndsAtTheLimit() throws {
    let error = #expect(throws: Problem.self) { try ContentLoader.read(file: "/dev/zero", limit: 1 << 20) }
    #expect(error?.message == "is larger than 1 MiB")
  }
}
