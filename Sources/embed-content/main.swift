import Foundation

// Writes a Swift file that holds the files of a folder: `embed-content FOLDER OUTPUT.swift`.
//
// Each file becomes a raw literal of a `StaticString`, which needs no initialization at run time. The plugin
// EmbedContent runs this program when a file of the folder changes.

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: embed-content FOLDER OUTPUT.swift\n".utf8))
  exit(2)
}
let folder = URL(fileURLWithPath: arguments[1]).resolvingSymlinksInPath()
let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
  .sorted()

/// A raw string literal whose value is `text`.
func literal(_ text: String) -> String {
  var hashes = "#"
  while text.contains("\"\"\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
  // The compiler would read a carriage return in a multi-line literal as a line end.
  let body = text.replacingOccurrences(of: "\r", with: "\\\(hashes)r")
  return "\(hashes)\"\"\"\n\(body)\n\"\"\"\(hashes)"
}

var source = "// Generated from the folder `content` by the plugin EmbedContent.\n\n"
var pictures = ""
source +=
  "extension BundledContent {\n  package static let entries: [(path: String, text: StaticString)] = [\n"
for path in paths {
  var isDirectory: ObjCBool = false
  let url = folder.appendingPathComponent(path)
  guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue
  else {
    continue
  }
  let isPage = path.hasSuffix(".md") || path.hasSuffix(".markdown")
  let text = isPage ? String(decoding: try Data(contentsOf: url), as: UTF8.self) : ""
  source += "(\(literal(path)), \(literal(text))),\n"
  if ["png", "jpg", "jpeg", "gif", "webp"].contains(url.pathExtension.lowercased()) {
    pictures += "(\(literal(path)), \"\(try Data(contentsOf: url).base64EncodedString())\"),\n"
  }
}
source += "  ]\n"
source += "  package static let pictures: [(path: String, base64: StaticString)] = [\n\(pictures)  ]\n}\n"
try source.write(to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
