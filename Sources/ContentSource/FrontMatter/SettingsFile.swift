package import PortfolioModel

/// A file of settings in TOML: the fields in the order of the file, and its faults.
///
/// A line that is not TOML is a fault, and the others are read: a slip costs one setting.
package struct SettingsFile {
  package private(set) var fields: [FrontMatter.Field] = []
  package private(set) var faults: [Problem] = []

  /// The largest file of settings, in bytes.
  static let limit = 1 << 20
  /// The number of lines that are not TOML after which the rest of a file is not read.
  static let mostFaults = 20

  /// Reads a file; nil if there is none.
  package static func read(_ path: String) -> SettingsFile? {
    guard FileSystem.exists(path) else { return nil }
    do throws(Problem) {
      return SettingsFile(try FileSystem.read(file: path, limit: limit), path: path)
    } catch {
      var file = SettingsFile([], path: path)
      file.faults = [error]
      return file
    }
  }

  /// Parses the bytes of a file.
  package init(_ bytes: [UInt8], path: String) {
    var text = bytes
    for _ in 0..<Self.mostFaults {
      let content = TOMLReader.parse(text[...], firstLine: 1)
      guard let error = content.error else {
        fields = content.fields
        faults += content.faults.map { Problem(path, $0.line, $0.message) }
        faults.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        return
      }
      faults.append(Problem(path, error.line, "is not TOML: \(error.message)"))
      guard text.blankLine(error.line) else { break }
    }
    faults.append(Problem(path, "no setting is read, because too many lines are not TOML"))
  }
}

extension [UInt8] {
  /// Replaces a line, counted from 1, by spaces. Returns whether that changed anything.
  fileprivate mutating func blankLine(_ number: Int) -> Bool {
    var line = 1
    var hasChanged = false
    for index in indices {
      if self[index] == UInt8(ascii: "\n") {
        line += 1
        if line > number { break }
      } else if line == number, self[index] != UInt8(ascii: " ") {
        self[index] = UInt8(ascii: " ")
        hasChanged = true
      }
    }
    return hasChanged
  }
}
