/// The options of a cell of code in Quarto, which are comments of its language at its beginning: `#| echo: false`
/// (quarto.org/docs/reference/cells/cells-knitr.html); and those of knitr in the info: `{r, echo=FALSE}`.
struct CellOptions {
  /// The maximum number of lines with options.
  static let maximumLines = 64
  /// The number of lines with options.
  let count: Int
  private var values: [String: String] = [:]

  /// - Parameter lines: the first lines of the cell.
  init(_ lines: [ArraySlice<UInt8>]) {
    let marks = ["#|", "//|", "%%|", "--|"].map { Array($0.utf8) }
    let options = lines.map(\.trimmed).prefix { line in marks.contains { line.starts(with: $0) } }
    count = options.count
    var key = ""
    for option in options {
      let mark = marks.first { option.starts(with: $0) }?.count ?? 0
      let text = String(decoding: option.dropFirst(mark), as: UTF8.self)
      // The lines of a long value are indented further.
      let indentation = text.prefix { $0 == " " }.count
      if indentation > 1, !key.isEmpty {
        values[key, default: ""] +=
          (values[key, default: ""].isEmpty ? "" : " ") + text.dropFirst(indentation)
        continue
      }
      guard let colon = text.firstIndex(of: ":") else { continue }
      key = text[..<colon].filter { $0 != " " }
      var value = String(text[text.index(after: colon)...].drop { $0 == " " })
      if value.count > 1, let quote = value.first, quote == value.last, quote == "\"" || quote == "'" {
        value = String(value.dropFirst().dropLast())
      }
      values[key] = ["|", ">", "|-", ">-"].contains(value) ? "" : value
    }
  }

  /// Whether anything of the cell is shown.
  /// - Parameter info: that of the fence.
  func isIncluded(_ info: ArraySlice<UInt8>) -> Bool { isOn("include", info) }

  /// Whether its code is shown, and not only what it prints.
  func isEchoed(_ info: ArraySlice<UInt8>) -> Bool { isOn("echo", info) }

  private func isOn(_ name: String, _ info: ArraySlice<UInt8>) -> Bool {
    if let value = values[name] { return value != "false" && value != "FALSE" }
    let text = String(decoding: info, as: UTF8.self).filter { $0 != " " }
    return !["=FALSE", "=F,", "=F}"].contains { text.contains(name + $0) }
  }

  /// The caption of the figure or table that the cell makes, with its number; nil if it has none.
  var caption: String? {
    guard let text = values["fig-cap"] ?? values["tbl-cap"] ?? values["lst-cap"], !text.isEmpty else {
      return nil
    }
    return (values[Self.number].map { $0 + ": " } ?? "") + text
  }

  /// The option in which a reducer of references leaves the number of the cell's label.
  static let number = "portfolio-number"
}
