/// The limits of content.
///
/// A file, a folder or a value beyond a limit is skipped and reported as a ``Problem``; everything else
/// loads. A new limit is a constant here, and the code that enforces it names the limit in its message.
package enum ContentLimits {
  /// The largest page, in bytes.
  package static let fileBytes = 1 << 20
  /// The largest front matter, in bytes with its fences.
  package static let frontMatterBytes = 16 << 10
  /// The largest front matter that may hold fields of other programs, which are not read, beside
  /// ``frontMatterBytes`` of others.
  static let foreignFieldBytes = 256 << 10
  /// The largest configuration file of a generator, in bytes.
  static let configurationBytes = 64 << 10
  /// The deepest nesting of tables and lists in front matter, counted without the outermost table.
  package static let frontMatterDepth = 16
  /// The deepest nesting of folders below the content's root.
  package static let folderDepth = 16
  /// The number of files and folders that a content folder may hold.
  package static let files = 20_000
  /// The largest résumé file, in bytes.
  package static let resumeBytes = 1 << 20
  /// The most entries of a section of a résumé file.
  package static let resumeEntries = 2000
  /// The deepest nesting of lists and objects in a résumé file.
  package static let resumeDepth = 64
  /// The largest file of the folder `files` that readers may take, in bytes.
  package static let takenBytes = 16 << 20
  /// The largest file outside a content folder, and the longest standard input, in bytes.
  package static let inputBytes = 64 << 20
}
