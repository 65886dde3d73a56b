import ContentSource
import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText
import Visit

@testable import Commands

/// A clock that stands still until a test advances it.
final class ManualClock {
  private(set) var now = Instant.now

  func advance(by duration: Duration) { now = now + duration }
}

/// A screen that records what is shown on it. Its bytes are `<frame 1>`, `<invalidate>` and `<end>`.
final class RecordingScreen: SessionScreen {
  let isXtermLike: Bool
  private(set) var frames: [Frame] = []
  private var bytes = ""

  init(isXtermLike: Bool = true) {
    self.isXtermLike = isXtermLike
  }

  func show(_ frame: Frame) {
    frames.append(frame)
    bytes += "<frame \(frames.count)>"
  }

  func invalidate() { bytes += "<invalidate>" }

  func end() { bytes += "<end>" }

  func drainBytes() -> [UInt8] {
    defer { bytes = "" }
    return Array(bytes.utf8)
  }

  /// The text of the last frame.
  var text: String { (frames.last?.lines ?? []).map(\.text).joined(separator: "\n") }
}

extension Portfolio {
  /// A portfolio of Markdown files.
  convenience init(_ files: KeyValuePairs<String, String>) {
    self.init(
      ContentTree(files: files.map { ContentTree.File(path: $0.key, bytes: Array($0.value.utf8)) }))
  }
}

extension Visit {
  /// The next output as text.
  func nextText() -> String { String(decoding: nextOutput(), as: UTF8.self) }

  /// Sends text.
  func receive(_ text: String) { receive(Array(text.utf8)) }
}
