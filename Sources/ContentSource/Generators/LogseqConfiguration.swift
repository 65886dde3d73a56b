internal import Dialects

/// Reads the macros in Logseq's configuration, `logseq/config.edn`: `:macros {"name" "text with $1"}`.
enum LogseqConfiguration {
  /// The maximum number of macros.
  private static let maximumMacros = 256

  /// What the macros stand for, by their names.
  static func macros(at folder: String, in project: borrowing FileSystem.Folder) -> [String: String] {
    let path = folder + "logseq/config.edn"
    guard let bytes = try? project.read(path, limit: ContentLimits.configurationBytes) else { return [:] }
    return macros(in: bytes)
  }

  static func macros(in bytes: [UInt8]) -> [String: String] {
    var tokens = EDNTokens(bytes)
    while let token = tokens.next() {
      guard token == .word(":macros") else { continue }
      guard tokens.next() == .open else { return [:] }
      var macros: [String: String] = [:]
      while case .text(let name)? = tokens.next(), case .text(let text)? = tokens.next(),
        macros.count < maximumMacros
      {
        if text.utf8.count <= LogseqMacros.maximumMacro { macros[name] = text }
      }
      return macros
    }
    return [:]
  }
}

/// The parts of a text in Clojure's notation of data.
private struct EDNTokens {
  private let bytes: [UInt8]
  private var index = 0

  enum Token: Equatable {
    case open, close
    case text(String)
    case word(String)
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ";"):
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      case 0...0x20, UInt8(ascii: ","): index += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
        index += 1
        return .open
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        index += 1
        return .close
      case UInt8(ascii: "\""): return .text(text())
      default:
        let word = bytes[index...].prefix { $0 > 0x20 && !"{}[]()\",;".utf8.contains($0) }
        index = word.endIndex
        return .word(String(decoding: word, as: UTF8.self))
      }
    }
    return nil
  }

  /// Reads a text between quotation marks.
  private mutating func text() -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        text.append(bytes[index] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : bytes[index])
      } else {
        text.append(bytes[index])
      }
      index += 1
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }
}
