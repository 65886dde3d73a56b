/// The kind of text in a span, independent of its style. A ``Theme`` gives each role a style.
package enum Role: Int, Sendable, CaseIterable {
  // Prose
  case text, title, heading, emphasis, strong, strikethrough, code, link, reference, image, caption
  case listMarker, taskDone, taskOpen, quote, quoteBar, rule, footnote, meta
  case note, tip, important, warning, caution
  case tableHeader, tableBorder
  // Code
  case codeBlock, wrapMark
  case keyword, type, string, number, comment, constant, function, attribute, inserted, deleted
  // The screen around the text
  case border, focusedBorder, paneTitle, focusedPaneTitle, selection, unfocusedSelection
  case match, currentMatch, status, key, problem
}
