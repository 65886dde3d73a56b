/// The colours and attributes of a span. A theme gives each ``Role`` a style.
package struct Style: Sendable, Hashable {
  /// Attributes that all common terminals have.
  package struct Attributes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
    package static let strikethrough = Attributes(rawValue: 32)
  }

  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  /// Creates a style; without arguments the terminal's own.
  package init(
    _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours without attributes.
  package static let plain = Style()

  /// This style on top of another: colours that are `.standard` here come from `base`, and the attributes of both
  /// apply.
  package func over(_ base: Style) -> Style {
    Style(
      foreground == .standard ? base.foreground : foreground,
      on: background == .standard ? base.background : background,
      attributes.union(base.attributes))
  }
}

extension Style {
  /// Creates a style of a foreground and attributes.
  init(_ foreground: Color, _ attributes: Attributes) {
    self.init(foreground, on: .standard, attributes)
  }

  /// Creates a style of attributes alone.
  init(_ attributes: Attributes) {
    self.init(.standard, on: .standard, attributes)
  }
}
