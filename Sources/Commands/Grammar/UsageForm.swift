/// A form of the command line without a command, as the help and the manual list it.
struct UsageForm: Sendable {
  /// The words after the program's name; empty for the program alone.
  let operands: String
  let summary: String
  var isForVisitors = true

  static let all = [
    UsageForm(
      operands: "", summary: "open the portfolio; in a pipe, print the welcome page and the list of pages"),
    UsageForm(
      operands: "PAGE",
      summary: "open a page, or a heading of it: articles/SLUG#heading; in a pipe, print the page"),
    UsageForm(
      operands: "PATH",
      summary:
        "open a folder as the content, or a Markdown file, or '-' for standard input; in a pipe, print it",
      isForVisitors: false),
  ]

  static func all(for audience: Audience) -> [UsageForm] {
    all.filter { audience == .owner || $0.isForVisitors }
  }
}
