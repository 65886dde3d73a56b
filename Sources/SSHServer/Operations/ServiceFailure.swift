/// Why a service cannot start: a sentence with its remedy.
package struct ServiceFailure: Error {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
