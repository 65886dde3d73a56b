extension Line {
  /// A text that a screen shows in the margin, beside the line that refers to it: a footnote, or the address of a link.
  package struct Note: Sendable, Equatable {
    /// Equal for all references to the same note: the number of a footnote, or a negative number for an address.
    var id: Int
    /// The text in rows that fit the margin.
    package var rows: [Line]
  }
}

extension [Line] {
  /// Returns the lines with their notes in the margin: each note once, from its first reference on, or below the note
  /// before it. Lines are appended for notes that reach below the last line.
  package var withNotesInMargin: [Line] {
    var lines = self
    var placed: Set<Int> = []
    /// The first row of the margin that is free.
    var free = 0
    for index in indices where !self[index].notes.isEmpty {
      lines[index].notes = []
      for note in self[index].notes where placed.insert(note.id).inserted {
        free = Swift.max(free, index)
        for row in note.rows {
          if free == lines.count { lines.append(Line(sourceLine: lines[free - 1].sourceLine)) }
          lines[free].margin = [row]
          free += 1
        }
      }
    }
    return lines
  }
}
