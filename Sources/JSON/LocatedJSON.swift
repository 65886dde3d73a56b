/// A JSON value as it stands in a text, with the line on which it begins.
package struct LocatedJSON: Sendable {
  package var value: Value
  /// From 1.
  package var line: Int

  package init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  package indirect enum Value: Sendable {
    case string(String)
    /// A number as it is written.
    case number(String)
    case boolean(Bool)
    case null
    case array([LocatedJSON])
    case object([Member])
  }

  /// A member of an object. An object may have several of the same name.
  package struct Member: Sendable {
    package var name: String
    package var value: LocatedJSON
    /// The line on which the name stands, from 1.
    package var line: Int

    package init(_ name: String, _ value: LocatedJSON, line: Int) {
      self.name = name
      self.value = value
      self.line = line
    }
  }

  /// Parses a text that holds one value.
  /// - Parameter depth: how deep arrays and objects may nest.
  package init(parsing bytes: [UInt8], depth: Int) throws(JSONFault) {
    self = try JSONParser.parse(bytes, depth: depth)
  }

  /// The value without lines.
  package var json: JSON {
    switch value {
    case .string(let text): .string(text)
    case .number(let digits): .number(digits)
    case .boolean(let truth): .boolean(truth)
    case .null: .null
    case .array(let values): .array(values.map(\.json))
    case .object(let members): .object(members.map { ($0.name, $0.value.json) })
    }
  }
}

/// Why a text is not JSON.
package struct JSONFault: Error, Equatable {
  /// From 1.
  package var line: Int
  /// A sentence without its full stop.
  package var message: String
}
