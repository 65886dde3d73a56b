import ContentSamples
import Markdown
import PortfolioModel
import Testing

extension Portfolio {
  /// Resolves a URL or path on the page with this id.
  func resolve(_ url: String, on id: String) throws -> LinkResolution {
    resolve(.url(url), from: try #require(page(id)))
  }

  /// Resolves `[[name]]` on the page with this id.
  func resolve(name: String, anchor: String? = nil, on id: String) throws -> LinkResolution {
    let name = WikiName(name, anchor: anchor, literal: "[[\(name)]]")
    return resolve(.name(name), from: try #require(page(id)))
  }
}
