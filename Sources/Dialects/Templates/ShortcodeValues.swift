/// The names of values that are known to Hugo's shortcodes.
package enum ShortcodeValues {
  /// The value of a parameter of the page or of the site is named by this and the parameter's name in lower case.
  package static let parameterPrefix = "param."
  /// The names of the site's own shortcodes whose content is code, with spaces between them.
  package static let codeNames = "shortcodes.code"
}
