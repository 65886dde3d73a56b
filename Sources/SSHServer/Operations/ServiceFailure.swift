/// Why a service cannot start, or cannot load its content: a sentence that names the remedy where there is one.
package struct ServiceFailure: Error {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
