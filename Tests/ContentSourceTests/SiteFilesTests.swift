import TestSupport
import Testing

@testable import ContentSource

struct SiteFilesTests {
  @Test func everyFileOfAGeneratorIsASign() {
    for generator in Generator.all {
      for sign in SiteFiles.signs(of: generator) { #expect(SiteFiles.isSign(sign), "\(generator.name)") }
    }
  }

  @Test func everySignIsAFileOfAGenerator() {
    let signs = Set(Generator.all.flatMap(SiteFiles.signs))
    for name in SiteFiles.names { #expect(signs.contains(name)) }
  }

  /// In such a folder no path of a configuration is looked up.
  @Test func aFolderWithoutSignsHoldsNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "docs/page.md")
    try folder.write("x", to: "docs/app.config")
    try folder.write("x", to: "site/mkdocs.yml")
    let project = try FileSystem.Folder(folder.path)
    let withoutSigns = SiteFiles(in: "docs/", of: project)
    #expect(withoutSigns == nil)
    let gone = SiteFiles(in: "gone/", of: project)
    #expect(gone == nil)
    let found = SiteFiles(in: "site/", of: project)
    let files = try #require(found)
    let paths = Generator.all.flatMap { $0.configurations + $0.markers }.filter(files.mayHold)
    #expect(paths == ["mkdocs.yml"])
  }
}
