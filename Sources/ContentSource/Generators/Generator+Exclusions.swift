extension Generator {
  /// A list of patterns beside that of ``ignoredKey``, in the forms that most programs share: paths that are relative to a
  /// folder of the content, and names of files and folders.
  struct Exclusion {
    /// The key of the list; nil for a file with a pattern in each line.
    var key: String?
    /// A file relative to the site's folder; nil for the configuration.
    var file: String?
    /// Whether only the patterns that begin with `!` exclude files, as in a list of what a site includes.
    var isOfInclusions = false

    init(_ key: String?, in file: String? = nil, isOfInclusions: Bool = false) {
      (self.key, self.file, self.isOfInclusions) = (key, file, isOfInclusions)
    }
  }

  var exclusions: [Exclusion] {
    switch name {
    case "MkDocs":
      ["exclude_docs", "draft_docs", "plugins.exclude.glob"].map { Exclusion($0) }
    case "Docusaurus": [Exclusion("exclude")]
    case "Hexo": [Exclusion("exclude"), Exclusion("ignore")]
    case "Pelican": ["IGNORE_FILES", "ARTICLE_EXCLUDES", "PAGE_EXCLUDES"].map { Exclusion($0) }
    case "Eleventy": [Exclusion("ignores"), Exclusion(nil, in: ".eleventyignore")]
    case "Lume", "Gatsby": [Exclusion("ignore")]
    case "Nuxt": [Exclusion("ignores"), Exclusion("exclude", in: "content.config.ts")]
    case "DocFX": [Exclusion("build.content.exclude")]
    case "Quarto": [Exclusion("project.render", isOfInclusions: true)]
    case "Astro":
      ["src/content.config", "src/content/config"].flatMap { name in
        Self.scripts.map { Exclusion("pattern", in: name + "." + $0, isOfInclusions: true) }
      }
    default: []
    }
  }

  /// The patterns of files that the program excludes unless the configuration says otherwise.
  var usualExclusions: [String] {
    switch name {
    case "Docusaurus": ["_*/**"]
    case "Nuxt": ["-*"]
    default: []
    }
  }
}
