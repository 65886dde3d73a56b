internal import Visit

/// A visit that runs one command: all output exists when the visit begins, and is sent as fast as the connection
/// accepts it.
final class PrintedVisit: Visit {
  private var output: [UInt8]
  private var error: [UInt8]
  private(set) var ending: VisitEnding?

  /// - Parameter isTerminal: whether the visitor has a terminal, in raw mode. Lines end in CR LF then, and
  ///   errors follow the output.
  init(output: [UInt8], error: [UInt8], status: Int32, isTerminal: Bool) {
    self.output = isTerminal ? (output + error).withCarriageReturns : output
    self.error = isTerminal ? [] : error
    ending = .finished(status: status)
  }

  func receive(_ bytes: [UInt8]) {}
  func endInput() {}
  func resize(columns: Int, rows: Int) {}
  func announce(_ sentence: String) {}
  func conclude(_ sentence: String) { ending = .concluded }
  func elapse() {}
  var timeout: Duration? { nil }

  func nextOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  func nextError() -> [UInt8] {
    defer { error = [] }
    return error
  }
}

extension Array<UInt8> {
  /// The bytes with CR LF for each LF, as a terminal in raw mode needs them.
  var withCarriageReturns: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + count / 32)
    for byte in self {
      if byte == 0x0A { bytes.append(0x0D) }
      bytes.append(byte)
    }
    return bytes
  }
}
