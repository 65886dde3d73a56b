extension Line {
  /// A text that a screen shows in the margin, beside the line that refers to it: a footnote, or the address of a link.
  package struct Note: Sendable, Equatable {
    /// Equal for all references to the same note: the number of a footnote, or a negative number for an address.
    var id: Int
    /// The text in rows that fit the margin.
    package var rows: [Line]
  }

  /// What is beside a line.
  indirect enum Aside: Sendable, Equatable {
    case notes([Note])
    case margin(Line)
  }

  /// The notes to which the line refers, before they are in the margin.
  package var notes: [Note] {
    get { if case .notes(let notes)? = aside { notes } else { [] } }
    set { aside = newValue.isEmpty ? nil : .notes(newValue) }
  }

  /// The row of a note in the margin beside the line.
  package var margin: Line? {
    get { if case .margin(let row)? = aside { row } else { nil } }
    set { aside = newValue.map { .margin($0) } }
  }
}

extension [Line] {
  /// Returns the lines with their notes in the margin: each note once, from its first reference on, or below the note
  /// before it. Lines are appended for notes that reach below the last line.
  package var withNotesInMargin: [Line] {
    var lines = self
    for index in indices { lines[index].notes = [] }
    var placed: Set<Int> = []
    /// The first row of the margin that is free.
    var free = 0
    for index in indices where !self[index].notes.isEmpty {
      for note in self[index].notes where placed.insert(note.id).inserted {
        free = Swift.max(free, index)
        for row in note.rows {
          if free == lines.count { lines.append(Line(sourceLine: lines[free - 1].sourceLine)) }
          lines[free].margin = row
          free += 1
        }
      }
    }
    return lines
  }
}
