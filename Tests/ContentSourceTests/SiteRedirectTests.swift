import Markdown
import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// The redirects of generators and hosts.
struct SiteRedirectTests {
  /// A link to an address leads to the page of `new.md`, or nowhere.
  private func leads(_ address: String, in files: [String: String]) throws -> Bool {
    let folder = try TemporaryFolder(files)
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    let page = try #require(portfolio.pages.first { $0.path.hasSuffix("here.md") })
    guard case .place(let place) = portfolio.resolve(.url(address), from: page) else { return false }
    return portfolio.page(place.page)?.path.hasSuffix("fresh.md") == true
  }

  private func pages(in folder: String) -> [String: String] {
    [
      "\(folder)here.md": "---\ntitle: Here\n---\nText.\n",
      "\(folder)fresh.md": "---\ntitle: Fresh\n---\nText.\n",
    ]
  }

  @Test(arguments: [
    "export default defineNuxtConfig({\n  routeRules: {\n    '/former': { redirect: '/notes/fresh' },\n    '/x/**': { ssr: false },\n  },\n})\n",
    "export default defineNuxtConfig({\n  routeRules: {\n    '/x/**': { cache: { maxAge: 60 } },\n    '/former': { redirect: { to: '/notes/fresh', statusCode: 302 } },\n  },\n})\n",
    "export default {\n  nitro: { routeRules: { \"/former\": { redirect: \"/notes/fresh\" } } },\n}\n",
  ])
  func ofNuxt(script: String) throws {
    let files = pages(in: "content/notes/").merging(["nuxt.config.ts": script]) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try !leads("/other", in: files))
  }

  @Test(arguments: [
    "module.exports = {\n  async redirects() {\n    return [\n      { source: '/former', destination: '/notes/fresh', permanent: true },\n      { source: '/x', destination: 'https://example.com' },\n    ]\n  },\n}\n",
    "export default {\n  redirects: async () => [{\n    destination: '/notes/fresh',\n    permanent: false,\n    source: '/former',\n  }],\n}\n",
    "const nextConfig = {\n  async redirects() {\n    return [{ source: '/former/:path*', destination: '/notes/fresh', permanent: true }]\n  },\n}\nexport default nextConfig\n",
  ])
  func ofNext(script: String) throws {
    let files = pages(in: "content/notes/").merging(["next.config.js": script]) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try !leads("/other", in: files))
  }

  @Test(arguments: [
    "exports.createPages = ({ actions }) => {\n  const { createRedirect } = actions\n  createRedirect({ fromPath: '/former', toPath: '/notes/fresh', isPermanent: true })\n}\n",
    "export const createPages = ({ actions }) => {\n  actions.createRedirect({\n    toPath: `/notes/fresh/`,\n    fromPath: `/former/`,\n  })\n}\n",
  ])
  func ofGatsby(script: String) throws {
    let files = pages(in: "content/notes/").merging([
      "gatsby-config.js": "module.exports = {}\n", "gatsby-node.js": script,
    ]) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try !leads("/other", in: files))
  }

  @Test(arguments: [
    ("/former.md", "/former.md"), ("/former", "/former.md"), ("/former.html", "/former"),
  ])
  func sourcesMayHaveExtensions(source: String, address: String) throws {
    let files = pages(in: "content/notes/").merging([
      "hugo.toml": "title = 'T'\n", "_redirects": "\(source) /notes/fresh\n",
    ]) { $1 }
    #expect(try leads(address, in: files))
  }

  @Test func ofGitBook() throws {
    let files = pages(in: "notes/").merging([
      ".gitbook.yaml": "redirects:\n  former: notes/fresh.md\n  a/b: ./notes/fresh.md\n",
      "SUMMARY.md": "# Summary\n\n* [Here](notes/here.md)\n* [Fresh](notes/fresh.md)\n",
    ]) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try leads("../former", in: files))
    #expect(try leads("/a/b", in: files))
    #expect(try !leads("/other", in: files))
  }

  @Test func ofMintlify() throws {
    let configuration = """
      {"name": "T", "navigation": {"pages": ["notes/here", "notes/fresh"]},
       "redirects": [{"source": "/former", "destination": "/notes/fresh"}, {"source": "/x/:slug*", "destination": "/notes/:slug*"}]}
      """
    let files = pages(in: "notes/").merging(["docs.json": configuration]) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try leads("/x/fresh", in: files))
    #expect(try !leads("/other", in: files))
  }

  @Test(arguments: [
    [
      "netlify.toml":
        "[[redirects]]\n  from = \"/former\"\n  to = \"/notes/fresh\"\n  status = 301\n\n[[redirects]]\n  from = \"/x/*\"\n  to = \"/notes/:splat\"\n"
    ],
    [
      "vercel.json":
        "{\"redirects\": [{\"source\": \"/former\", \"destination\": \"/notes/fresh\"}, {\"source\": \"/x/(.*)\", \"destination\": \"/notes/$1\"}]}"
    ],
    [
      "vercel.json":
        "{\"rewrites\": [{\"source\": \"/former\", \"destination\": \"/notes/fresh\"}, {\"source\": \"/x/:p*\", \"destination\": \"/notes/:p*\"}]}"
    ],
    ["redirects.json": "{\"/former\": \"/notes/fresh\", \"/x/fresh\": \"/notes/fresh/\"}"],
    [
      "_redirects.json":
        "{\"redirects\": [{\"source\": \"/former\", \"destination\": \"/notes/fresh\"}, {\"from\": \"/x/fresh\", \"to\": \"/notes/fresh\"}]}"
    ],
    ["_redirects": "# Old\n/former /notes/fresh 301\n/x/* /notes/:splat\n/gone /404.html 404\n"],
  ])
  func ofHosts(redirects: [String: String]) throws {
    let files = pages(in: "content/notes/").merging(
      [
        "hugo.toml": "title = 'T'\n"
      ].merging(redirects) { $1 }
    ) { $1 }
    #expect(try leads("/former", in: files))
    #expect(try leads("/x/fresh", in: files))
    #expect(try !leads("/other", in: files))
  }
}
