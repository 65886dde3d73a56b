/// Why a service cannot start: a sentence with its remedy.
public struct ServiceFailure: Error {
  public let message: String

  public init(_ message: String) {
    self.message = message
  }
}
