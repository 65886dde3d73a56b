internal import Dialects
internal import PortfolioModel

/// A row of the table of site generators: how its projects are recognized, which folders contain the content, and which
/// keys of the configuration are used.
///
/// To support another generator, add a row to ``all``, and its files to ``SiteFiles``. Add its own front-matter fields to
/// ``PageFieldValues/table`` or to ``IgnoredFields``.
struct Generator: Sendable {
  let name: String
  /// The syntax that its pages may contain beside that of `Dialect.github`, which every page may contain.
  var dialect: Dialect = []
  /// The syntax that its pages may contain if the configuration turns it on.
  var optionalDialects: [(rule: DialectRule, dialect: Dialect)] = []
  /// Whether names of emoji, `:smile:`, are emoji.
  var emoji = EmojiRule.never
  /// Configuration files, relative to the site's folder, the preferred one first.
  var configurations: [String] = []
  /// Files that hold the table of a key of the configuration, relative to the site's folder.
  var configurationParts: [(key: String, files: [String])] = []
  /// Folders by which a site without a configuration file is recognized.
  var markers: [String] = []
  /// The package of a JavaScript project that builds the site, by which a site without a configuration file is recognized.
  var package: String?
  /// A folder of ``markers`` that counts only if the names of its files begin with dates.
  var datedMarker: String?
  /// A folder that must also exist, or a key that the configuration must contain, for generators whose configuration
  /// file has the same name as that of another generator.
  var requiredFolder: String?
  /// The key of the configuration that may name another folder than ``requiredFolder``.
  var requiredFolderKey: String?
  var requiredKey: String?
  /// Texts of which the configuration must contain one; nil for any configuration.
  var requiredTexts: [String]?
  /// The keys of the title and the description, the preferred one first; `params.description` is nested.
  var titleKeys = ["title"]
  var descriptionKeys = ["description", "params.description", "tagline", "subtitle"]
  /// Further files, relative to the site's folder, that hold the title and the description of sites whose configuration
  /// does not: the preferred one first.
  var titleFiles: [String] = []
  /// Scripts, relative to the site's folder, in which an object `metadata` holds the title and the description.
  var layoutFiles: [String] = []
  /// Folders of scripts and templates, relative to the site's folder, each of which makes a page.
  var routeFolders: [String] = []
  /// The first parts of the addresses of lists of pages, such as `tags`, that its program makes without a file for each.
  var lists: [String] = []
  /// The keys of the configuration with such parts: a text, the values of a table, or the names in a list.
  var listKeys: [String] = []
  /// A text that the configuration must contain for these lists; nil if the program always makes them.
  var listMarks: [String]?
  /// The keys of the configuration with redirects: a table of addresses, or a list of tables with a source and a target.
  var redirectKeys: [String] = []
  /// Folders of templates, relative to the site's folder and to that of its content, whose files may hold the name of the
  /// site in HTML.
  var templateFolders: [String] = []
  /// Where the content is, in the order of preference.
  var roots: [RootRule] = []
  /// Whether the content may be in a folder beside that of the site: `backend/content` beside `web`.
  var findsContentBeside = false
  /// Folders outside the content whose files pages refer to.
  var assetFolders = ["static", "public", "assets"]
  /// Folders, relative to the site's folder, in which to look for the files that pages include.
  var inclusionFolders: [String] = []
  /// Folders below the site's folder that hold no pages: build output, templates, partials.
  var skippedFolders: [String] = []
  /// Folders of the site with pages that are not shown for another reason than that they are outside the content.
  var reasons: [String: LeftOut.Reason] = [:]
  /// Files of settings, relative to the site's folder, with a key for the folder of templates.
  var templateSettings: [(file: String, key: String)] = []
  /// A file, relative to the site's folder, whose lines are patterns of files and folders that are not pages.
  var ignoreFile: String?
  /// A further file of settings, relative to the site's folder, with a key that lists such patterns.
  var ignoreSetting: (file: String, key: String)?
  /// A further file of settings with a key that is `true` if only the pages in the table of contents are shown.
  var listedOnlySetting: (file: String, key: String)?
  /// The key of the configuration that lists files and folders of the site that are not pages.
  var ignoredKey: String?
  /// The folder that the paths of that list are relative to: that of a key of the configuration, else the given one.
  var ignoredBase: (key: String, folder: String)?
  /// What the texts of that list are.
  var ignoredForm = PathPatterns.Form.paths
  /// Files that give a section's folder its title and position.
  var categoryFiles: [String] = []
  /// Files that list the pages and folders of their own folder.
  var listingFiles: [String] = []
  /// Whether the field `id` of a page takes the place of its file's name.
  var hasIDs = false
  /// Whether a Markdown file without front matter is no page, unless GitHub Pages builds the site.
  var needsFrontMatter = false
  /// Whether files of data beside a page, or in a folder, give fields to pages.
  var hasTemplateData = false
  /// Whether files whose names begin with an underscore are parts of other pages.
  var hasPartials = false
  /// Whether folders of the site whose names begin with an underscore are content only if the configuration says so.
  var collectsUnderscores = false
  /// Whether `%%…%%` is a private comment, which is removed when a file is read.
  var hasPrivateComments = false
  /// Whether `key:: value` below the text of a block is a property of the block.
  var hasBlockProperties = false
  /// What separates the names of folders in the name of a file: with `___`, the file `a___b.md` is the page `a/b`.
  var folderSeparator: String?
  /// The name of a folder's index beside the usual ones, without extension.
  var pageName: String?
  /// Whether numbers before names, `2.usage/1.start.md`, give the order and are not part of the pages' names.
  var hasNumberedNames = false
  /// Whether numbers before names, `02-usage/01-start.md`, are positions and not part of the pages' names.
  var hasPositionsInNames = false
  /// Whether numbers before all names of a section, `100-usage/200-start.md`, give the order, and the scripts of the site
  /// may publish the pages without them.
  var ordersByNumbers = false
  /// Whether the field `permalink` of a page is its address.
  var hasPermalinks = false
  /// Whether the field `url` of a page is its address, `url: a/b`.
  var hasURLs = false
  /// Whether the field `slug` of a page may be the path at which it is published.
  var hasSlugPaths = false
  /// Whether the configuration may mount other folders as the content, `module.mounts`.
  var hasMounts = false
  /// What determines the order of the pages of a section, after the table of contents.
  var pageOrder = PageOrder.dates
  /// Whether `a.de.md` is the page `a` in German. In Dendron, the dots of a name separate its folders.
  var hasLanguageMarks = true
  /// A file that lists the pages in their order, relative to the root; or the key of the configuration that does.
  var tableOfContents: String?
  /// Whether the first page of that list is the welcome page of a site without an index.
  var startsWithFirstPage = false
  /// Whether a folder without that file is not a site of the generator.
  var requiresContents = false
  /// Scripts, relative to the site's folder, whose string literals name the pages in their order.
  var orderScripts: [String] = []
  /// Whether the configuration may publish pages at other paths than those of their files.
  var hasRewrites = false
  /// Whether names in these scripts may be relative to the key of their list, or to the prefix of their group.
  var hasPrefixedNames = false
  /// The keys of the menu in the configuration, which gives the order of the sections.
  var menuKeys: [String] = []
  /// Whether a menu names pages by the paths of their files, `about.md`, or by addresses without a slash before them.
  var hasRelativeMenus = false
  /// Files of data with the navigation of the site, relative to its folder.
  var navigationFiles: [String] = []
  /// The beginnings and ends of the names of further such files in a folder.
  var navigationNames: [(folder: String, beginning: String, ending: String)] = []
  /// Files with a menu in one of ``menuKeys``, relative to the site's folder. `*` stands for the theme of the site.
  var menuFiles: [String] = []
  /// A text that the configuration must contain for these scripts to be read; nil for any configuration.
  var orderMark: String?

  /// The text of a configuration without a blog, whose folder may hold an example.
  var blogMark: String?

  /// How a configuration turns syntax on.
  enum DialectRule: Sendable {
    /// It names an extension.
    case mentions(String)
    /// The list of a key contains a text.
    case lists(key: String, String)
    /// It has a plugin, and no setting with one of some texts.
    case hasPlugin(String, without: [String])
    /// It contains none of some texts.
    case lacks([String])
    /// One of some keys is `true`.
    case enables([String])
    /// None of some keys has the value beside it.
    case keeps([(key: String, otherwise: String)])
  }

  /// When a site's names of emoji are emoji.
  enum EmojiRule: Sendable {
    case always, never
    /// If one of some keys of the configuration is `true`.
    case enabled([String])
    /// If the configuration names an extension.
    case extended(String)
  }

  /// What determines the order of the pages of a section.
  enum PageOrder: Sendable {
    /// Weights, then dates, then titles.
    case dates
    /// The folders, and in each the weights and names of its pages and folders. Sections of dated pages have the order of
    /// ``dates``.
    case foldersUnlessDated
    /// The folders as in ``foldersUnlessDated``; dates are no more than notes.
    case folders
    /// The folders as in ``folders``, with files by their names.
    case fileNames
  }

  /// How the roots of the content are found in a site's folder.
  enum RootRule: Sendable {
    /// The folder that a key of the configuration names, else the first of some folders that holds Markdown.
    case folder(key: String? = nil, [String])
    /// Each folder with Markdown that a key of the configuration names, wherever the key is. The folder may be outside
    /// the site's folder: `../docs`.
    case configured(key: String)
    /// If the value of a key of the configuration is no literal: the folder that holds most Markdown files.
    case unread(key: String)
    /// The first of some folders with an index, if the site's folder has none.
    case indexed([String])
    /// That of some folders that holds most Markdown files.
    case largest([String])
    /// Each of some folders that holds Markdown.
    case each([String])
    /// Each of some folders that holds Markdown, if one of them is a root already.
    case siblings([String])
    /// Folders that are one section each, including all subfolders: `_posts`. The folder that contains them is that of
    /// a key of the configuration, else the given one.
    case sections(below: (key: String, folder: String)? = nil, [String])
    /// The folder `docs`, inside the site's folder or beside it.
    case documents
    /// The vaults that Dendron's configuration declares.
    case vaults
    /// The folders that Hugo's configuration mounts as content, if no other one holds it.
    case mounts
    /// The folder of the sources that Jekyll's configuration names, unless it is the site's folder.
    case source
    /// The collections that Jekyll's configuration declares, and the folders that it includes.
    case collections
    /// The site's folder itself.
    case here
  }

  /// The keys of the title and the description in ``titleFiles``.
  static let fileTitleKeys = [
    "SITE_TITLE", "siteTitle", "siteName", "site.title", "site.name", "title", "name",
  ]
  static let fileDescriptionKeys = ["SITE_DESCRIPTION", "siteDescription", "description", "site.description"]

  /// The keys of the title in ``layoutFiles``: `title: { default: 'T', template: '%s | T' }` or `title: 'T'`.
  static let layoutTitleKeys = ["default", "title"]

  static let scripts = ["mjs", "js", "ts", "cjs", "mts"]

  /// Whether a configuration is a script by the extension of its name.
  static func isScript(_ name: String) -> Bool {
    name.split(separator: ".").last.map { scripts.contains(String($0)) } == true
  }

  /// The file in which a JavaScript project declares its packages.
  static let packageFile = "package.json"

  /// The name of ``plain``, which a single file needs without the rest.
  static let plainName = "plain folder"

  /// A folder in which no generator is recognized. Its folders `assets`, `public` and `templates` are not skipped.
  static let plain = Generator(
    name: plainName,
    dialect: [.obsidian, .fencedContainers, .indentedAdmonitions, .contentsMarks],
    emoji: .always, titleKeys: [], roots: [.here], assetFolders: [],
    skippedFolders: [
      "node_modules", "_includes", "_layouts", "_data", "_sass", "_site", "_build", "_templates",
    ],
    // A vault that was copied without its hidden folder `.obsidian` is a plain folder.
    hasPrivateComments: true)
}
