import TerminalText

/// Scrolling code sideways.
extension State {
  /// Scrolls code by a number of steps to the right, or to the left if negative, each half as wide as the text. The
  /// first step to the right only shows whole lines in place of wrapped ones, and one to the left from there wraps
  /// them again. The lines of drawings are whole from the start.
  mutating func scrollCode(by steps: Int) {
    let measure = layout.measure
    let offset = reader.codeOffset
    if reader.wrapsCode, steps > 0, reader.viewport.lines.contains(where: \.isWrapped) {
      reader.wrapsCode = false
      layOut()
      let (right, left) = (keys.label(of: .codeRight), keys.label(of: .codeLeft))
      message = "Code in whole lines: " + right + " scrolls it, " + left + " wraps it"
      return
    }
    if steps < 0, offset == 0 {
      if reader.wrapsCode {
        message = "Code is not scrolled"
        return
      }
      reader.wrapsCode = true
      layOut()
      message = "Code is wrapped"
      return
    }
    let maximum = reader.viewport.hiddenCodeColumns(width: measure)
    if reader.wrapsCode, maximum == 0 {
      message = "No line of code is wider than the page"
      return
    }
    if steps > 0, offset == maximum { message = "The widest line of code ends here" }
    reader.codeOffset = min(max(0, offset + steps * max(1, measure / 2)), maximum)
  }
}
