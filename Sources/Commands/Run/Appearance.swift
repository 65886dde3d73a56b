internal import TerminalText

/// The look of printed output: width, theme and escape sequences.
///
/// Options take precedence over environment variables, which take precedence over the terminal's known features.
struct Appearance {
  /// The width of lines in columns.
  var width: Int
  var theme: Theme
  var encoder: ANSIEncoder
  var isTerminal: Bool
  /// The characters that the terminal can show. Output that is not for a terminal has all.
  var repertoire: Repertoire
  /// How pictures are printed; nil if they are not.
  var pictures: PictureForm?
  /// Hyphens at the ends of lines.
  var hyphens: Hyphens

  /// The values of `--color`, `--hyperlinks` and `--hyphenate`.
  enum Choice: String, CaseIterable {
    case auto, always, never
  }

  /// The values of `--images`.
  enum Images: String, CaseIterable {
    case auto, blocks, kitty, never
  }

  /// A way to print pictures.
  enum PictureForm {
    /// As half blocks in colours of this depth: `.palette256` or `.direct`.
    case blocks(ColorDepth)
    /// As pixels that a terminal with kitty's graphics protocol shows at the cursor.
    case kitty
  }

  init(
    _ look: Options.Look, environment: RunEnvironment, usesPager: Bool = false,
    dictionaries: HyphenationDictionaries = HyphenationDictionaries()
  ) {
    isTerminal = environment.isTerminal
    repertoire = environment.isTerminal ? environment.repertoire : .unicode
    let mode: Hyphens.Mode =
      switch look.hyphenate {
      case .always: .always
      case .never: .never
      case .auto: isTerminal ? .inNarrowColumns : .never
      }
    hyphens = dictionaries.hyphens(mode)
    width = look.width ?? environment.columns ?? 80
    let depth = Self.depth(look.color, environment)
    let hyperlinks =
      switch look.hyperlinks {
      case .always: true
      case .never: false
      case .auto: depth != nil && isTerminal && environment.knowsHyperlinks
      }
    encoder = ANSIEncoder(depth: depth ?? .none, styles: depth != nil, hyperlinks: hyperlinks)
    theme =
      switch depth {
      case nil: .plain
      case ColorDepth.none?: .mono
      case let depth?: (look.theme ?? .standard).suited(to: depth).withoutBackground
      }
    let hasPalette = depth == .palette256 || depth == .direct
    let blocks = depth.flatMap { hasPalette && !environment.isASCII ? PictureForm.blocks($0) : nil }
    let hasColors = depth != nil && depth != ColorDepth.none
    pictures =
      switch look.images {
      case .never: nil
      case .blocks: blocks
      case .auto: isTerminal ? blocks : nil
      // A pager shows the commands as text.
      case .kitty: usesPager ? blocks : hasColors ? .kitty : nil
      }
  }

  /// Returns the number of colours: nil for no styles at all, `none` for bold and other attributes without
  /// colours.
  ///
  /// The variables are those of no-color.org, bixense.com/clicolors and force-color.org.
  private static func depth(_ choice: Choice, _ environment: RunEnvironment) -> ColorDepth? {
    let isDumb = environment.term == "dumb"
    switch choice {
    case .never: return nil
    case .always: return environment.depth == .none ? .palette16 : environment.depth
    case .auto: break
    }
    if environment["NO_COLOR"] != nil { return environment.isTerminal && !isDumb ? ColorDepth.none : nil }
    if let force = environment["FORCE_COLOR"] {
      switch force {
      case "0", "false": return nil
      case "2": return .palette256
      case "3": return .direct
      default: return environment.depth == .none ? .palette16 : environment.depth
      }
    }
    if let force = environment["CLICOLOR_FORCE"], force != "0" {
      return environment.depth == .none ? .palette16 : environment.depth
    }
    if !environment.isTerminal || isDumb { return nil }
    return environment["CLICOLOR"] == "0" ? ColorDepth.none : environment.depth
  }

  /// The renderer for this look.
  var renderer: DocumentRenderer {
    var renderer = DocumentRenderer(
      width: width, theme: theme, links: encoder.hyperlinks ? .inline : .numbered, wrapsCode: isTerminal,
      keepsAddresses: !isTerminal)
    renderer.hyphens = hyphens
    return renderer
  }
}
