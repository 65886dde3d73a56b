/// How a span looks: colours and attributes, nothing about what it means.
public struct Style: Sendable, Hashable {
  /// Attributes that every terminal of note has.
  public struct Attributes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
    public static let strikethrough = Attributes(rawValue: 32)
  }

  public var foreground: Color
  public var background: Color
  public var attributes: Attributes

  /// The terminal's own look, unless told otherwise.
  public init(
    _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own look.
  public static let plain = Style()

  /// This style laid over another: its colours where it has any, the attributes of both.
  public func over(_ base: Style) -> Style {
    Style(
      foreground == .standard ? base.foreground : foreground,
      on: background == .standard ? base.background : background,
      attributes.union(base.attributes))
  }
}
