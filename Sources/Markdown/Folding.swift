/// Whether the content of a part that a reader can show or hide is shown at first.
package enum Folding: Sendable {
  case open, closed
}
