internal import Dialects

/// The table of generators.
extension Generator {
  /// The generators in the order in which they are looked for.
  static let all: [Generator] = [
    Generator(
      name: "Zola", dialect: [.zola, .mathematics],
      optionalDialects: [(.enables(["markdown.smart_punctuation"]), .smartPunctuation)],
      emoji: .enabled(["markdown.render_emoji"]),
      configurations: ["config.toml", "zola.toml"],
      requiredKey: "base_url",
      listKeys: ["taxonomies"], roots: [.folder(["content"])],
      skippedFolders: ["public", "sass", "static", "templates", "themes"],
      ignoredKey: "ignored_content", ignoredForm: .globs,
      menuKeys: zolaMenus),
    // Its folder also holds a file of the name that Jekyll's configuration has.
    Generator(
      name: "Jupyter Book", dialect: .directiveMarkdown,
      optionalDialects: [(.keeps([("sphinx.config.smartquotes", "false")]), .smartPunctuation)],
      configurations: ["_toc.yml", "_toc.yaml"], titleFiles: ["_config.yml"], roots: [.here],
      skippedFolders: output + ["_build", "_static", "_templates"],
      ignoreSetting: ("_config.yml", "exclude_patterns"),
      listedOnlySetting: ("_config.yml", "only_build_toc_files"), ignoredForm: .globs, pageOrder: .fileNames,
      tableOfContents: "_toc.yml", startsWithFirstPage: true),
    Generator(
      name: "MyST", dialect: .directiveMarkdown, configurations: ["myst.yml"],
      titleKeys: ["project.title", "site.title"], descriptionKeys: ["project.description"], roots: [.here],
      skippedFolders: output + ["_build", "_static", "_templates"],
      ignoredKey: "project.exclude", ignoredForm: .globs, pageOrder: .fileNames,
      tableOfContents: "project.toc", startsWithFirstPage: true),
    Generator(
      name: "Quartz", dialect: .obsidian,
      optionalDialects: [(.lacks(["enableSmartyPants: false"]), [.smartPunctuation, .emDashes])],
      configurations: script("quartz.config"),
      titleKeys: ["pageTitle"],
      lists: ["tags"], roots: [.folder(["content"])], skippedFolders: output + ["templates"],
      ignoredKey: "ignorePatterns",
      ignoredForm: .names, hasPrivateComments: true),
    // Since its version 5, the configuration is no script.
    Generator(
      name: "Quartz", dialect: .obsidian,
      optionalDialects: [(.lacks(["enableSmartyPants: false"]), [.smartPunctuation, .emDashes])],
      configurations: ["quartz.config.yaml", "quartz.config.yml"],
      titleKeys: ["configuration.pageTitle"],
      lists: ["tags"], roots: [.folder(["content"])], skippedFolders: output + ["templates"],
      ignoredKey: "configuration.ignorePatterns",
      ignoredForm: .names, hasPrivateComments: true),
    Generator(
      name: "Hugo", dialect: [.hugo, .headingAttributes, .definitionLists, .mathematics],
      optionalDialects: goldmark,
      emoji: .enabled(["enableEmoji", "enableemoji"]),
      configurations: ["hugo", "config", "config/_default/hugo", "config/_default/config"].flatMap { name in
        ["toml", "yaml", "yml", "json"].map { name + "." + $0 }
      },
      configurationParts: hugoParts,
      requiredFolder: "content", requiredFolderKey: "contentDir",
      titleKeys: ["title", "languages.en.title", "params.title"],
      titleFiles: ["config/_default/languages.en.toml", "config/_default/params.toml"],
      lists: ["tags", "categories"], listKeys: ["taxonomies"],
      roots: [.folder(key: "contentDir", ["content"]), .mounts],
      skippedFolders: ["archetypes", "assets", "layouts", "public", "resources", "static", "themes"],
      ignoredKey: "ignoreFiles", ignoredForm: .expressions, hasURLs: true, hasMounts: true,
      menuKeys: ["menu.main", "menus.main"]),
    Generator(
      name: "Hexo", dialect: [.liquid, .nunjucksComments, .mathematics], optionalDialects: marked,
      configurations: ["_config.yml"],
      requiredFolder: "source",
      requiredFolderKey: "source_dir", descriptionKeys: ["description", "subtitle"],
      routeFolders: ["source"],
      lists: ["tags", "categories", "archives"], listKeys: ["tag_dir", "category_dir", "archive_dir"],
      roots: [
        .sections(below: ("source_dir", "source"), ["_posts", "_drafts"]),
        .folder(key: "source_dir", ["source"]),
      ],
      assetFolders: ["source"], skippedFolders: ["scaffolds", "themes", "public", "node_modules"],
      ignoredKey: "skip_render", ignoredBase: ("source_dir", "source"),
      menuKeys: ["theme_config.menu", "menu", "navbar.menu", "nav.menu", "nav", "header.menu"],
      menuFiles: ["_config.*.yml", "_config.*.yaml", "themes/*/_config.yml", "themes/*/_config.yaml"]),
    Generator(
      name: "Docusaurus", dialect: [.indentedAdmonitions, .contentsMarks, .doubleTildes], emoji: .always,
      configurations: ["siteConfig.js"],
      routeFolders: ["pages/en", "pages"],
      roots: [.configured(key: "customDocsPath"), .documents, .sections(["blog"])],
      skippedFolders: output,
      reasons: ["translated_docs": .language, "versioned_docs": .version],
      orderScripts: ["sidebars.json"]),
    Generator(
      name: "Docusaurus",
      dialect: [
        .mdx, .components, .fencedContainers, .indentedAdmonitions, .contentsMarks, .highlightComments,
      ], emoji: .always,
      configurations: script("docusaurus.config"),
      routeFolders: ["src/pages"],
      lists: ["tags", "archive", "authors", "page"],
      roots: [.sections(["blog"]), .configured(key: "path"), .each(["docs"]), .sections(["src/pages"])],
      skippedFolders: output,
      reasons: ["i18n": .language, "versioned_docs": .version],
      categoryFiles: ["_category_.json", "_category_.yml", "_category_.yaml"], hasIDs: true,
      hasPartials: true,
      hasPositionsInNames: true, pageOrder: .foldersUnlessDated,
      orderScripts: ["js", "ts", "cjs", "mjs", "json"].map { "sidebars." + $0 }, blogMark: "blog: false"),
    Generator(
      name: "Astro", dialect: .fencedContainers,
      // On unless it is turned off (docs.astro.build/reference/configuration-reference).
      optionalDialects: [
        (.lacks(["smartypants: false"]), .smartPunctuation),
        (.lacks(["smartypants: false", "oldschool"]), .emDashes),
      ],
      configurations: script("astro.config"), package: "astro",
      titleFiles: ["src/consts", "src/config", "src/site.config", "src/data/site"].flatMap { name in
        ["ts", "js", "mjs", "json", "yaml"].map { name + "." + $0 }
      },
      routeFolders: ["src/pages"],
      roots: [
        .folder(["src/content", "src/data", "content", "data", "src/posts", "src/blog", "posts", "src/pages"]
        ),
        .sections(["src/pages"]),
      ],
      findsContentBeside: true,
      assetFolders: ["public", "assets", "src/assets", "src/images"],
      skippedFolders: output, hasPartials: true, ordersByNumbers: true, hasSlugPaths: true,
      // Starlight has its sidebar in the configuration.
      orderScripts: script("astro.config"), orderMark: "starlight"),
    Generator(
      name: "VitePress",
      dialect: [
        .components, .fencedContainers, .contentsMarks, .trailingAttributes, .shikiComments, .doubleTildes,
        .vitePressFiles, .vueTemplates, .inlineFootnotes,
      ], optionalDialects: typographer,
      emoji: .always,
      configurations: script(".vitepress/config") + script(".vitepress/config/index"),
      markers: [".vitepress"],
      roots: [.folder(key: "srcDir", []), .unread(key: "srcDir"), .indexed(["src", "docs"]), .here],
      skippedFolders: output + ["partials"], ignoredKey: "srcExclude",
      orderScripts: script(".vitepress/config") + script(".vitepress/config/index"), hasRewrites: true),
    Generator(
      name: "VuePress",
      dialect: [
        .components, .fencedContainers, .contentsMarks, .doubleTildes, .vitePressFiles, .vueTemplates,
      ],
      optionalDialects: typographer,
      emoji: .always, configurations: script(".vuepress/config"), markers: [".vuepress"],
      roots: [.here],
      assetFolders: [".vuepress/public"], skippedFolders: output,
      ignoredKey: "pagePatterns", ignoredForm: .exceptions,
      orderScripts: script(".vuepress/config"), hasPrefixedNames: true),
    Generator(
      name: "Valaxy",
      dialect: [
        .components, .fencedContainers, .contentsMarks, .trailingAttributes, .shikiComments, .doubleTildes,
        .vitePressFiles, .vueTemplates,
      ], optionalDialects: typographer,
      emoji: .always,
      configurations: script("valaxy.config"),
      titleFiles: script("site.config"), lists: ["tags", "categories", "archives"],
      roots: [.sections(["pages/posts"]), .folder(["pages"])],
      skippedFolders: output),
    Generator(
      name: "MkDocs",
      dialect: [
        .pythonMarkdown.subtracting(.attributeLists), .mathematics, .icons, .materialMarks,
        .indentedAdmonitions, .contentsMarks,
      ],
      optionalDialects: attributeExtensions + [
        (.mentions("pymdownx.blocks"), .slashBlocks),
        (.mentions("pymdownx.critic"), .criticMarkup), (.mentions("pymdownx.caret"), .superscripts),
        (.mentions("pymdownx.tilde"), .subscripts), (.mentions("pymdownx.inlinehilite"), .spanLanguages),
        (.mentions("autorefs"), .objectReferences), (.mentions("mkdocstrings"), .objectReferences),
        (.mentions("- smarty"), .smartPunctuation),
        // Other delimiters of templates have names such as `j2_block_start_string`.
        (
          .hasPlugin(
            "macros",
            without: ["j2_", "render_by_default: false", "render_by_default: False", "render_by_default: no"]),
          [.liquid, .nunjucksComments]
        ),
        (.mentions("markdown.extensions.smarty"), .smartPunctuation),
        // A configuration that inherits another one may have the extension from there.
        (.lacks(["pymdownx.tilde", "INHERIT"]), .literalTildes),
      ], emoji: .extended("pymdownx.emoji"),
      configurations: ["mkdocs.yml", "mkdocs.yaml", "zensical.yml"],
      titleKeys: ["site_name"],
      descriptionKeys: ["site_description"], lists: ["archive", "category"],
      roots: [.folder(key: "docs_dir", ["docs"])],
      inclusionFolders: ["docs/snippets/", "snippets/", "includes/", "docs/includes/"],
      skippedFolders: ["site", "overrides"], listingFiles: [".pages", ".nav.yml"], pageOrder: .fileNames,
      tableOfContents: "nav"),
    // The successor of MkDocs.
    Generator(
      name: "Zensical",
      dialect: [.pythonMarkdown, .mathematics, .icons, .materialMarks, .indentedAdmonitions, .contentsMarks],
      optionalDialects: [
        (.mentions("smarty"), .smartPunctuation), (.mentions("pymdownx.blocks"), .slashBlocks),
      ], emoji: .extended("emoji"),
      configurations: ["zensical.toml"],
      titleKeys: ["project.site_name"],
      descriptionKeys: ["project.site_description"], roots: [.folder(key: "project.docs_dir", ["docs"])],
      skippedFolders: ["site", "overrides"], pageOrder: .fileNames, tableOfContents: "project.nav"),
    Generator(
      name: "Mintlify", dialect: [.mdx, .components, .fencedContainers],
      configurations: ["docs.json", "mint.json"], requiredKey: "navigation", titleKeys: ["name"],
      redirectKeys: ["redirects"],
      roots: [.here], assetFolders: ["images", "logo"], skippedFolders: output + ["snippets"],
      ignoreFile: ".mintignore", ignoredForm: .names,
      tableOfContents: "navigation", startsWithFirstPage: true),
    Generator(
      name: "GitBook", dialect: [.fencedContainers, .liquid], emoji: .always,
      configurations: [".gitbook.yaml", ".gitbook.yml", "book.json"], markers: [".gitbook"],
      redirectKeys: ["redirects"],
      roots: [.folder(key: "root", []), .here], assetFolders: [".gitbook"], skippedFolders: output,
      tableOfContents: "SUMMARY.md", requiresContents: true),
    Generator(
      name: "DocFX", dialect: [.fencedContainers, .mathematics], configurations: ["docfx.json"],
      titleKeys: ["build.globalMetadata._appTitle", "build.globalMetadata._appName"], descriptionKeys: [],
      roots: [.here], skippedFolders: output + ["obj", "bin"], tableOfContents: "toc.yml"),
    Generator(
      name: "Docsify", dialect: [.fencedContainers, .contentsMarks], emoji: .always,
      configurations: ["_sidebar.md"], titleKeys: [], templateFolders: [""], roots: [.here],
      skippedFolders: output, hasPartials: true, collectsUnderscores: true, tableOfContents: "_sidebar.md"),
    Generator(
      name: "mdBook", dialect: [.escapedBracketMathematics, .mdBookFiles, .hiddenLines],
      // On by default since version 0.5.
      optionalDialects: [
        (
          .keeps([("output.html.smart-punctuation", "false"), ("output.html.curly-quotes", "false")]),
          .smartPunctuation
        ), (.keeps([("output.html.definition-lists", "false")]), .definitionLists),
        (.mentions("[preprocessor.spec]"), .ruleIdentifiers),
      ], configurations: ["book.toml"],
      titleKeys: ["book.title"],
      descriptionKeys: ["book.description"], redirectKeys: ["output.html.redirect"],
      roots: [.folder(key: "book.src", ["src"]), .here],
      skippedFolders: ["book"], tableOfContents: "SUMMARY.md", startsWithFirstPage: true),
    Generator(
      name: "Eleventy", dialect: [.liquid, .fencedContainers, .trailingAttributes, .doubleTildes],
      // Version 2 and later have no indented code unless the configuration enables it (11ty.dev/docs/languages/markdown).
      optionalDialects: [
        (
          .lacks(["enable(\"code\")", "enable('code')", "enable([\"code\"", "enable(['code'"]),
          .noIndentedCode
        ),
        (.mentions("table-of-contents"), .contentsMarks), (.mentions("markdown-it-toc"), .contentsMarks),
        (.mentions("markdownTemplateEngine: \"njk\""), .nunjucksComments),
        (.mentions("markdownTemplateEngine: 'njk'"), .nunjucksComments),
      ] + typographer,
      configurations: [".eleventy.js"] + script("eleventy.config") + [".eleventyignore"],
      package: "@11ty/eleventy",
      titleKeys: [],
      titleFiles: ["_data", "src/_data", "src/data", "content/_data"].flatMap { folder in
        ["metadata", "site", "meta"].flatMap { name in
          ["js", "mjs", "cjs", "json", "yml", "yaml"].map { "\(folder)/\(name).\($0)" }
        }
      },
      routeFolders: [""], templateFolders: ["_includes/layouts", "_includes", "_layouts"],
      roots: [.folder(key: "input", ["content", "src", "posts", "blog", "site"]), .here],
      skippedFolders: output + ["_includes", "_layouts", "_data"], hasTemplateData: true,
      hasPermalinks: true, pageOrder: .foldersUnlessDated),
    Generator(
      name: "Gatsby", dialect: [.fencedContainers, .possibleMDX],
      // gatsby-plugin-mdx reads the files of these extensions as MDX.
      optionalDialects: [
        (.lists(key: "extensions", ".md"), [.mdx, .components]),
        (.mentions("gatsby-remark-smartypants"), .smartPunctuation),
        (.lacks(["oldschool"]), .emDashes),
      ],
      configurations: script("gatsby-config"), package: "gatsby",
      titleFiles: ["content/config", "config", "config/site"].flatMap { name in
        ["json", "js", "ts"].map { name + "." + $0 }
      },
      routeFolders: ["src/pages"], roots: javaScriptRoots, findsContentBeside: true, skippedFolders: output,
      ordersByNumbers: true, navigationNames: gatsbyNavigation),
    Generator(
      name: "Next.js", dialect: [.fencedContainers, .possibleMDX],
      optionalDialects: [
        (.mentions("markdoc"), .markdoc), (.mentions("nextra"), .bracketedIDs),
        (.mentions("fumadocs"), .bracketedIDs),
      ],
      configurations: script("next.config") + script("contentlayer.config"), package: "next",
      titleKeys: [],
      titleFiles: metadata, layoutFiles: layouts, routeFolders: ["pages", "src/pages", "app", "src/app"],
      roots: javaScriptRoots + [.folder(["public"])], findsContentBeside: true,
      skippedFolders: output,
      listingFiles: listings, pageName: "page", ordersByNumbers: true,
      navigationNames: [
        ("", "sidebar", ".json"), ("src/", "sidebar", ".json"), ("data/", "sidebar", ".json"),
      ]),
    Generator(
      name: "Nuxt", dialect: [.fencedContainers, .nuxtComponents, .attributeLists], emoji: .always,
      configurations: script("nuxt.config"), package: "nuxt", titleFiles: metadata,
      routeFolders: ["pages", "app/pages"], roots: javaScriptRoots, findsContentBeside: true,
      skippedFolders: output, hasNumberedNames: true),
    Generator(
      name: "SvelteKit", dialect: .fencedContainers, configurations: script("svelte.config"),
      // A program that only has parts in Svelte has a configuration of that name, too.
      package: "@sveltejs/kit", requiredFolder: "src/routes", requiredFolderKey: "kit.files.routes",
      titleKeys: [],
      titleFiles: metadata + ["src/lib/config.js", "src/lib/config.ts"],
      routeFolders: ["src/routes"], templateFolders: ["src", "src/routes"],
      roots: [.folder(["src/lib/content", "src/lib/posts", "src/lib/blog"])] + javaScriptRoots,
      findsContentBeside: true,
      skippedFolders: output, pageName: "+page", ordersByNumbers: true),
    Generator(
      name: "React Router", dialect: .fencedContainers,
      configurations: script("react-router.config") + script("remix.config"), package: "@remix-run/react",
      titleKeys: [], titleFiles: metadata, routeFolders: ["app/routes"], roots: javaScriptRoots,
      findsContentBeside: true, skippedFolders: output, ordersByNumbers: true),
    Generator(
      name: "SolidStart", dialect: [.mdx, .components, .fencedContainers],
      configurations: script("app.config"),
      package: "@solidjs/start", requiredFolder: "src/routes", titleKeys: [], titleFiles: metadata,
      lists: ["tags", "tag", "categories", "category"], roots: [.folder(["src/routes"])],
      skippedFolders: output, hasNumberedNames: true),
    Generator(
      name: "Lume", dialect: [.liquid, .fencedContainers, .doubleTildes], optionalDialects: typographer,
      configurations: ["_config.ts", "_config.js"],
      titleFiles: ["_data/site", "_data", "src/_data", "src/_data/site"].flatMap { name in
        ["yml", "yaml", "json", "js", "ts"].map { name + "." + $0 }
      },
      roots: [.folder(["src", "content"]), .here],
      skippedFolders: output + ["_includes", "_components"], hasURLs: true, pageOrder: .foldersUnlessDated),
    Generator(
      name: "Jekyll",
      dialect: [
        .liquid, .kramdown, .definitionLists, .abbreviations, .markdownInHTML, .mathematics, .doubleTildes,
      ],
      optionalDialects: kramdownTypography,
      emoji: .extended("jemoji"),
      configurations: ["_config.yml", "_config.yaml", "_config.toml"], markers: ["_posts"],
      datedMarker: "_posts", routeFolders: [""],
      lists: ["tags", "tag", "categories", "category", "archives"], listMarks: ["jekyll-archives", "theme:"],
      roots: [.collections, .source, .here],
      skippedFolders: output + ["assets", "_includes", "_layouts", "_sass", "_data", "_plugins", "_config"],
      ignoredKey: "exclude", needsFrontMatter: true, collectsUnderscores: true, hasPermalinks: true,
      menuKeys: ["header_pages", "navbar-links", "nav_pages", "navigation", "nav", "menu", "main_menu"],
      hasRelativeMenus: true, navigationFiles: jekyllNavigation),
    // The posts of Hexo without the rest of the site. Those of Jekyll have names that begin with their dates.
    Generator(
      name: "Hexo", dialect: [.liquid, .nunjucksComments, .mathematics], optionalDialects: marked,
      markers: ["_posts"],
      package: "hexo", roots: [.sections(["_posts", "_drafts"]), .here],
      skippedFolders: output + ["scaffolds", "themes", "scripts", "todo", "todos"]),
    Generator(
      name: "Pelican",
      dialect: [.pythonMarkdown, .mathematics, .indentedAdmonitions, .contentsMarks, .pelicanTags],
      optionalDialects: tildeExtensions + [
        (.mentions("TYPOGRIFY = True"), [.smartPunctuation, .emDashes])
      ],
      configurations: ["pelicanconf.py"],
      titleKeys: ["SITENAME"],
      descriptionKeys: ["SITESUBTITLE"],
      lists: ["tag", "category", "author", "tags", "categories", "authors", "archives"],
      roots: [.folder(key: "PATH", ["content"]), .here],
      skippedFolders: output + ["output", "theme", "themes", "plugins"], hasURLs: true),
    Generator(
      name: "Nikola", dialect: [.pythonMarkdown, .mathematics, .indentedAdmonitions, .contentsMarks],
      optionalDialects: tildeExtensions,
      configurations: ["conf.py"],
      requiredFolder: "posts",
      titleKeys: ["BLOG_TITLE"],
      descriptionKeys: ["BLOG_DESCRIPTION"], lists: ["categories", "archive", "authors"],
      roots: [.each(["posts", "pages"])],
      skippedFolders: ["output", "themes", "cache"]),
    // Only a project with a parser of Markdown has pages that this program can show.
    Generator(
      name: "Sphinx", dialect: .directiveMarkdown,
      optionalDialects: [(.lacks(["smartquotes = False", "smartquotes=False"]), .smartPunctuation)],
      configurations: ["conf.py"],
      requiredTexts: ["myst_parser", "myst_nb", "myst-parser", "myst-nb", "recommonmark", "m2r"],
      titleKeys: ["html_title", "project"], descriptionKeys: [], roots: [.here],
      skippedFolders: output + ["_build", "_static", "_templates"],
      ignoredKey: "exclude_patterns", ignoredForm: .globs, pageOrder: .fileNames, tableOfContents: "toctree"),
    Generator(
      name: "Quarto", dialect: [.pandoc, .hugo], configurations: ["_quarto.yml", "_quarto.yaml"],
      titleKeys: ["website.title", "book.title", "manuscript.title", "title"],
      descriptionKeys: ["website.description", "book.description", "description"], roots: [.here],
      skippedFolders: output + ["_site", "_book", "_freeze", "_extensions", "_manuscript", "renv"],
      hasPartials: true),
    Generator(
      name: "Logseq", dialect: [.obsidian, .logseqMacros, .noIndentedCode, .hardBreaks], markers: ["logseq"],
      titleKeys: [],
      roots: [.sections(["pages", "journals"])],
      skippedFolders: ["logseq"], hasBlockProperties: true, folderSeparator: "___", hasLanguageMarks: false),
    Generator(
      name: "Obsidian", dialect: .obsidian,
      optionalDialects: [(.keeps([("strictLineBreaks", "true")]), .hardBreaks)],
      configurations: [".obsidian/app.json"], markers: [".obsidian"], titleKeys: [],
      roots: [.here], assetFolders: [],
      skippedFolders: ["Templates", "templates", "_templates"],
      templateSettings: [
        (".obsidian/templates.json", "folder"),
        (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
      ], hasPrivateComments: true),
    Generator(
      name: "Foam", dialect: .obsidian, markers: [".foam"], titleKeys: [], roots: [.here],
      assetFolders: [],
      hasPrivateComments: true),
    Generator(
      name: "Dendron", dialect: [.obsidian, .labelsFirst],
      configurations: ["dendron.yml", "root.schema.yml"],
      titleKeys: [],
      roots: [.vaults, .folder(["vault", "notes"]), .here],
      assetFolders: [], folderSeparator: ".", pageOrder: .folders, hasLanguageMarks: false),
  ]
}
