/// The words of dates, in lower case.
enum DateNames {
  /// The names of each month in languages that are common in blogs. A prefix of three letters or more is accepted, too:
  /// `jan`, `sept`.
  private static let months: [[String]] = [
    ["january", "januar", "janvier", "enero", "janeiro", "gennaio", "jänner"],
    ["february", "februar", "février", "fevrier", "febrero", "fevereiro"],
    ["march", "märz", "maerz", "mars", "marzo", "março", "maart", "mrz"],
    ["april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maio", "maggio", "mei"],
    ["june", "juni", "juin", "junio", "junho", "giugno"],
    ["july", "juli", "juillet", "julio", "julho", "luglio"],
    ["august", "août", "aout", "agosto", "augustus"],
    ["september", "septembre", "septiembre", "setembro", "settembre"],
    ["october", "oktober", "octobre", "octubre", "outubro", "ottobre"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "décembre", "decembre", "diciembre", "dezembro", "dicembre"],
  ]

  /// The number of a month, from 1, by its name or a prefix of it.
  static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.contains { $0.hasPrefix(word) } }.map { $0 + 1 }
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Whether a word is a weekday, or a prefix of one.
  static func isWeekday(_ word: String) -> Bool {
    word.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
  }

  /// Time zones by their abbreviations, in minutes east of UTC: those of RFC 822, section 5.1, and other unambiguous
  /// ones.
  private static let zones: [String: Int] = [
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600,
    "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180,
    "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
    "nzst": 720, "nzdt": 780,
  ]

  static func zone(_ word: String) -> Int? { zones[word] }
}
