import TestSupport
import Testing

@testable import ContentSource

/// The scripts that a configuration imports.
struct ScriptImportTests {
  private func expanded(
    _ script: String, _ files: [String: String], languages: Set<String> = []
  ) throws -> String {
    let folder = try TemporaryFolder(files)
    let bytes = ScriptImports.expanded(
      Array(script.utf8), at: "config.js", language: "en-US", languages: languages,
      in: try FileSystem.Folder(folder.path))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A list that is used on many lines would multiply.
  @Test func limitsWhatListsAddUp() throws {
    let uses = (0..<2000).map { "  { text: '\($0)', items: lists.all },\n" }.joined()
    let script = "const lists = require('./lists')\nmodule.exports = [\n\(uses)]\n"
    let pages = (0..<1000).map { "  '/page-\($0)',\n" }.joined()
    let list = "exports.all = [\n\(pages)]\n"
    let size = try expanded(script, ["lists.js": list]).utf8.count
    #expect(size > script.utf8.count + list.utf8.count)
    #expect(size <= script.utf8.count + ScriptImports.largestText + 2 * 2000)
  }

  @Test func leavesOutAScriptThatIsTooLong() throws {
    let long = "export default [" + String(repeating: "'/a', ", count: ScriptImports.largestText / 6) + "]"
    let script = "import long from './long'\nimport short from './short'\nexport default [long, short]\n"
    let text = try expanded(script, ["long.js": long, "short.js": "export default ['/b']"])
    #expect(!text.contains("'/a'") && text.contains("'/b'"))
  }

  @Test func namesOfTopicsMayBeThoseOfLanguages() throws {
    let script = "import cs from './cs.js'\nimport en from './en.js'\nexport default [...cs, ...en]\n"
    let files = ["cs.js": "export default ['/sorting']\n", "en.js": "export default ['/grammar']\n"]
    let text = try expanded(script, files)
    #expect(text.contains("'/sorting'") && text.contains("'/grammar'"))
    let own = try expanded(script, files, languages: ["en-us", "cs"])
    #expect(!own.contains("'/sorting'") && own.contains("'/grammar'"))
  }
}
