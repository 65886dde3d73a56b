internal import Dialects

/// The shortcodes that a site of Hugo has of its own, of which only the templates tell what they do.
enum OwnShortcodes {
  /// The maximum number of templates that are read.
  private static let maximumCount = 256
  /// The maximum length of a template in bytes.
  private static let maximumLength = 1 << 16

  /// The names, in lower case, of the shortcodes whose content is code.
  static func codeNames(at folder: String, in project: borrowing FileSystem.Folder) -> [String] {
    var names: [String] = []
    for path in ["layouts/shortcodes/", "layouts/_shortcodes/"] {
      guard let listing = try? project.list(folder + path) else { continue }
      for file in listing.files.sorted().prefix(maximumCount) where file.hasSuffix(".html") {
        guard let bytes = try? project.read(folder + path + file, limit: maximumLength),
          showsCode(bytes)
        else { continue }
        names.append(file.dropLast(5).lowercased())
      }
    }
    return names
  }

  /// Whether a template passes the content of the shortcode to the highlighter, or writes it into an element for code.
  private static func showsCode(_ template: [UInt8]) -> Bool {
    func contains(_ text: String) -> Bool { FileSystem.contains(Array(text.utf8), in: template[...]) }
    return contains(".Inner") && !contains("markdownify") && !contains("RenderString")
      && ["highlight ", "| highlight", "transform.Highlight", "<pre", "<code"].contains(where: contains)
  }
}
