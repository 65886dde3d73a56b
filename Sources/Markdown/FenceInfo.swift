/// The info string of fenced code.
enum FenceInfo {
  /// Returns the language in an info string: `rust` for `Rust,ignore`, `python` for `{.python}`, `c++` for
  /// `c++ title="x"`.
  static func language(in info: String) -> String {
    let word = info.prefix { $0 != " " && $0 != "," && $0 != "\t" && $0 != "}" }
    return word.drop { $0 == "{" || $0 == "." }.lowercased()
  }
}
