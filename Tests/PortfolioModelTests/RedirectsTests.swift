import ContentSamples
import PortfolioModel
import Testing

struct RedirectsTests {
  private func redirects(_ rules: [(String, String)]) -> Redirects {
    var redirects = Redirects()
    for (source, target) in rules { redirects.add(source, to: target) }
    return redirects
  }

  @Test(arguments: [
    ("/old", "/new"), ("/old/", "/new"), ("/old.html", "/new"), ("/old/index.html", "/new"),
    ("/news/2024/a", "/blog/2024/a"), ("/news", "/blog/"), ("/docs/a/b", "/a/b"),
    ("/u/ann/about", "/people/ann"),
    ("/v1/guide/x", "/guide/x"), ("/asyncflow-2", "/flow"), ("/my page", "/page"),
  ])
  func anAddressLeadsToItsTarget(address: String, target: String) {
    let redirects = redirects([
      ("/old", "/new"), ("/news/:path*", "/blog/:path*"), ("/docs/*", "/:splat"),
      ("/u/:name/about", "/people/:name"),
      ("/v1/(.*)", "/$1"), ("/asyncflow*", "/flow"), ("/my%20page", "/page"),
    ])
    #expect(redirects.target(of: address) == target)
  }

  @Test(arguments: ["/other", "/u/ann", "/u/ann/about/more", "/"])
  func otherAddressesHaveNone(address: String) {
    let redirects = redirects([("/old", "/new"), ("/u/:name/about", "/people/:name")])
    #expect(redirects.target(of: address) == nil)
  }

  @Test func aRuleForEveryAddressIsIgnored() {
    let redirects = redirects([
      ("/*", "/index.html"), ("/(.*)", "https://example.org/$1"), ("https://a.example/*", "/x"),
    ])
    #expect(redirects.isEmpty)
  }

  @Test func theFirstRuleOfAnAddressCounts() {
    #expect(redirects([("/a", "/b"), ("/a", "/c")]).target(of: "/a") == "/b")
  }

  /// A value is text, in which no other parameter is replaced.
  @Test func valuesDoNotMultiply() {
    let redirects = redirects([
      ("/x/:a/:b/:c", "/:a"), ("/y/*", "/new" + String(repeating: "/:splat", count: 5000)),
    ])
    let bs = String(repeating: ":b", count: 200)
    let cs = String(repeating: ":c", count: 200)
    #expect(redirects.target(of: "/x/\(bs)/\(cs)/z") == "/" + bs)
    #expect(redirects.target(of: "/y/" + String(repeating: "a", count: 2000)) == nil)
  }
}
