/// What content may cost. Beyond a limit a file is named in a sentence, and the others load.
package enum ContentLimits {
  /// A page, in bytes.
  package static let fileBytes = 1 << 20
  /// A page's front matter, in bytes.
  package static let frontMatterBytes = 16 << 10
  /// A blog's configuration, in bytes.
  static let siteConfigurationBytes = 64 << 10
  /// How deep values in front matter may nest.
  package static let frontMatterDepth = 16
  /// How deep folders may nest.
  package static let folderDepth = 16
  /// How many files a folder of content may hold.
  package static let files = 20_000
  /// What a page from standard input may take, in bytes.
  package static let inputBytes = 64 << 20
}
