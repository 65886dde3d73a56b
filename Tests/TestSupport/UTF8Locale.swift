import Glibc

/// The locale that `wcwidth` needs to return the columns of characters beyond ASCII.
package enum UTF8Locale {
  /// True after the locale has been set, once for the process.
  package static let isSet = setlocale(LC_ALL, "C.UTF-8") != nil
}
