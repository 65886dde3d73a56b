import ContentSamples
import PortfolioModel
import Testing

extension Portfolio {
  /// What a link means on the page with this id.
  func resolve(_ destination: String, on id: String) throws -> LinkResolution {
    resolve(destination, from: try #require(page(id)))
  }
}
