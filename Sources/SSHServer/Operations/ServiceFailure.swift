/// Why a service cannot start, or cannot load its content: a sentence that names the remedy, if one is known.
package struct ServiceFailure: Error {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
