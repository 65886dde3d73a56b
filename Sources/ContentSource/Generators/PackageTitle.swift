internal import PortfolioModel

/// The title of a JavaScript project in its `package.json`: `title` or `displayName`, else the name of the package as
/// words, unless it is that of a template.
struct PackageTitle {
  let text: String

  /// Words of names that say nothing about the site.
  private static let templateWords: Set<String> = [
    "app", "astro", "basics", "blog", "boilerplate", "docs", "documentation", "docusaurus", "eleventy",
    "example",
    "frontend", "gatsby", "hexo", "homepage", "lume", "minimal", "my", "next", "nextjs", "nextra", "nuxt",
    "personal",
    "portfolio", "project", "site", "starter", "sveltekit", "temp", "template", "test", "theme", "tutorial",
    "vitepress", "vuepress", "web", "website", "11ty", "mdx", "tailwind", "tailwindcss", "with", "typescript",
    "new",
    "client", "root", "monorepo", "workspace", "package", "src", "default", "simple", "the", "v2", "v3",
    "v4", "base", "content", "main", "private", "public", "com",
  ]
  /// Names that contain one of these are those of a template or of a generator's project.
  private static let templateMarks = ["starter", "template", "boilerplate", "theme", "example", "tutorial"]

  init?(at folder: String, in project: borrowing FileSystem.Folder) {
    guard
      let bytes = try? project.read(folder + Generator.packageFile, limit: ContentLimits.configurationBytes)
    else { return nil }
    let file = SiteConfiguration(name: Generator.packageFile, bytes: bytes)
    if let title = file.text(anyOf: ["title", "displayName", "productName"]) {
      text = title
      return
    }
    // The scope, `@owner/`, is no part of the name.
    guard let name = file.text("name")?.split(separator: "/").last.map(String.init) else { return nil }
    let words = name.lowercased().split { "-_. ".contains($0) }.map(String.init)
    let isTemplate =
      Self.templateMarks.contains { name.lowercased().contains($0) }
      || words.allSatisfy(Self.templateWords.contains)
    if isTemplate { return nil }
    text = PathName.title(of: name)
  }
}
