/// An entry of a definition list: terms, and what they mean.
package struct Definition: Sendable, Equatable {
  package var terms: [[Inline]]
  package var descriptions: [[Block]]

  package init(terms: [[Inline]], descriptions: [[Block]]) {
    self.terms = terms
    self.descriptions = descriptions
  }
}
