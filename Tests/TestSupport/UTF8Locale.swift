import Glibc

/// The locale from which the C library knows how many columns a scalar has. Without it, wide characters have none.
package enum UTF8Locale {
  /// True after the locale has been set, once for the process.
  package static let isSet = setlocale(LC_ALL, "C.UTF-8") != nil
}
