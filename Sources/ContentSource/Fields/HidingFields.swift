internal import PortfolioModel

/// The fields that keep a page from being published.
///
/// Each of them hides the page where it says so, whatever the others say. A value that cannot be understood hides it,
/// too, because serving a folder must not publish a page by accident.
extension PageFieldValues {
  static let hidingTable = FieldTable<PageFieldValues>(
    hidingRows + [
      // Tables of a page's own values: Zola's, Hugo's, and others. In YAML, `<<` adds a table to the one that it is in.
      FieldDefinition(
        "extra", "params", "meta", "metadata", "<<",
        help: "a table of more fields, as in Zola and Hugo: those that hide a page count"
      ) { field, values throws(FieldFault) in
        let tables = if case .table(let fields) = field.value { [fields] } else { field.value.tables }
        // A table that cannot be parsed may contain any field.
        if field.value == .scalar("?") { values.fields.isDraft = true }
        for inner in tables.joined() { try values.hide(for: inner) }
      },
      FieldDefinition("cascade", help: "fields that count for the pages below: those that hide a page do") {
        field, values throws(FieldFault) in
        let tables = if case .table(let fields) = field.value { [fields] } else { field.value.tables }
        var below = PageFieldValues()
        for field in tables.joined() { _ = try? FieldTable(hidingRows).apply(field, to: &below) }
        if below.fields.isPrivate { values.reasonToHideFolder = .private }
        if below.fields.isDraft { values.reasonToHideFolder = .draft }
      },
    ])

  private static let hidingRows: [FieldDefinition<PageFieldValues>] = [
    FieldDefinition("draft", "isDraft", help: "true: hide the page") { field, values throws(FieldFault) in
      if try values.boolean(field) == true { values.fields.isDraft = true }
    },
    FieldDefinition(
      "published", "isPublished", "publishedAt", "publishedDate", "publishedOn", "datePublished",
      help: "false: hide the page; a date: when it was published"
    ) {
      field, values throws(FieldFault) in
      try values.readPublished(field)
    },
    FieldDefinition("publish", "dg-publish", help: "false: hide the page; a date: when it was published") {
      field, values throws(FieldFault) in
      try values.readPublished(field)
    },
    FieldDefinition("publishDate", help: "hide the page until this day") { field, values throws(FieldFault) in
      values.fields.publishes = try values.date(field)
    },
    FieldDefinition("expiryDate", "unpublishDate", help: "hide the page from this day on") {
      field, values throws(FieldFault) in
      values.fields.expires = try values.date(field)
    },
    FieldDefinition("status", "postStatus", "state", help: "hide the page if it is a draft or private") {
      field, values throws(FieldFault) in
      // Other words have other meanings: `status: accepted`.
      for text in field.value.leaves {
        let words = text.lowercased().split { !$0.isLetter }
        guard let first = words.first, let last = words.last else { continue }
        if draftWords.contains(first) || draftWords.contains(last) { values.fields.isDraft = true }
        if ["private", "hidden", "unlisted"].contains(first) { values.fields.isPrivate = true }
      }
    },
    FieldDefinition(
      "private", "isPrivate", "unlisted", "unpublished", "noPublish", "secret", "confidential", "headless",
      "eleventyExcludeFromCollections", help: "true: hide the page"
    ) { field, values throws(FieldFault) in
      if try values.boolean(field) == true { values.fields.isPrivate = true }
    },
    FieldDefinition("public", "isPublic", "listed", "visible", help: "false: hide the page") {
      field, values throws(FieldFault) in
      if try values.boolean(field) == false { values.fields.isPrivate = true }
    },
    FieldDefinition("hidden", help: "true: hide the page") { field, values throws(FieldFault) in
      // A list or a table says what of the page is hidden.
      if case .scalar = field.value, try values.boolean(field) == true { values.fields.isPrivate = true }
    },
    FieldDefinition("visibility", help: "hide the page unless it is public") {
      field, values throws(FieldFault) in
      let word = field.value.text?.trimmed.lowercased()
      if word == "" || publicWords.contains(word ?? "-") { return }
      values.fields.isPrivate = true
      guard let word, privateWords.contains(word[...]) || draftWords.contains(word[...]) else {
        throw FieldFault.hiding("must be public or private")
      }
    },
    // Encrypted posts of Hexo and others
    FieldDefinition(
      "password", "passwords", "passphrase", "protected", "encrypt", "encrypted", "isEncrypted",
      help: "hide the page if there is one"
    ) {
      field, values throws(FieldFault) in
      switch field.value {
      case .scalar(let text) where text.trimmed.isEmpty: return
      case .scalar where field.value.boolean == false: return
      case .list(let values) where values.isEmpty: return
      case .scalar, .list, .table: values.fields.isPrivate = true
      }
    },
    // Pages that a generator does not write
    FieldDefinition("permalink", help: "the page's address in its site; false: hide the page") {
      field, values throws(FieldFault) in
      if field.value.boolean == false { values.fields.isPrivate = true }
      if let text = field.value.text { values.fields.aliases.appendMissing(PageFieldValues.addresses(text)) }
    },
    FieldDefinition("render", help: "false or `never`: hide the page") { field, values throws(FieldFault) in
      if field.value.isNever { values.fields.isPrivate = true }
    },
    FieldDefinition("build", help: "a table; `render` or `list` that is `never`: hide the page") {
      field, values throws(FieldFault) in
      guard case .table(let fields) = field.value else { return }
      let isHidden = fields.contains { ["render", "list"].contains($0.key.lowercased()) && $0.value.isNever }
      if isHidden { values.fields.isPrivate = true }
    },
  ]

  /// The address that a field gives to a page; none if it is made of variables, `/blog/:title/` or `/{{ slug }}/`.
  static func addresses(_ text: String) -> [String] {
    var path = PagePath.normalized(text.trimmed)
    for ending in ["/index.html", ".html"] where path.hasSuffix(ending) { path.removeLast(ending.count) }
    return path.isEmpty || path.contains { ":{}$#?".contains($0) } ? [] : ["/" + path]
  }

  /// Whether a field hides a page, or may hide it on some day.
  static func mayHide(_ field: FrontMatter.Field) -> Bool {
    var values = PageFieldValues()
    _ = try? hidingTable.apply(field, to: &values)
    let fields = values.fields
    return fields.isDraft || fields.isPrivate || fields.publishes != nil || fields.expires != nil
  }

  /// Hides the page if a table contains `draft: true`. In TOML, all fields below the header of a table are in that table,
  /// also those that were meant for the page.
  mutating func hideForDraft(in field: FrontMatter.Field) {
    guard case .table(let inner) = field.value, FieldKey.folded(field.key) != "cascade" else { return }
    let isDraft = inner.contains {
      ["draft", "isdraft"].contains(FieldKey.folded($0.key)) && $0.value.boolean == true
    }
    if isDraft { fields.isDraft = true }
  }

  /// Hides the page if a field in a table is one that hides pages.
  private mutating func hide(for field: FrontMatter.Field) throws(FieldFault) {
    var inner = PageFieldValues()
    defer {
      fields.isDraft = fields.isDraft || inner.fields.isDraft
      fields.isPrivate = fields.isPrivate || inner.fields.isPrivate
      fields.publishes = fields.publishes ?? inner.fields.publishes
      fields.expires = fields.expires ?? inner.fields.expires
    }
    do {
      _ = try Self.innerTable.apply(field, to: &inner)
    } catch {
      throw FieldFault("has a field '\(field.key)' that \(error.predicate)")
    }
  }

  private static let innerTable = FieldTable<PageFieldValues>(hidingRows)

  private static let draftWords: [Substring] = [
    "draft", "drafts", "drafted", "unpublished", "pending", "scheduled", "trash",
  ]
  private static let privateWords: [Substring] = [
    "private", "hidden", "unlisted", "internal", "protected", "password", "restricted", "secret",
    "confidential",
    "members", "paid", "none",
  ]
  private static let publicWords = [
    "public", "published", "publish", "visible", "listed", "all", "everyone", "open", "default", "true",
    "yes",
  ]

  /// Reads a boolean; nil if the text is empty.
  private mutating func boolean(_ field: FrontMatter.Field) throws(FieldFault) -> Bool? {
    if field.value.text?.trimmed == "" { return nil }
    guard let boolean = field.value.boolean else {
      fields.isDraft = true
      throw FieldFault.hiding("must be true or false")
    }
    return boolean
  }

  private mutating func date(_ field: FrontMatter.Field) throws(FieldFault) -> CalendarDate? {
    if field.value.text?.trimmed == "" { return nil }
    do {
      return try field.value.date()
    } catch {
      fields.isDraft = true
      throw FieldFault.hiding(error.predicate)
    }
  }

  /// Whether the page is published, or when it was.
  private mutating func readPublished(_ field: FrontMatter.Field) throws(FieldFault) {
    if field.value.text?.trimmed == "" { return }
    if let isPublished = field.value.boolean {
      if !isPublished { fields.isDraft = true }
      return
    }
    do {
      published = try field.value.date(or: "true, false or ")
    } catch {
      let words = field.value.text?.lowercased().split { !$0.isLetter } ?? []
      if isClipping,
        !words.contains(where: { Self.draftWords.contains($0) || Self.privateWords.contains($0) })
      {
        return
      }
      fields.isDraft = true
      throw FieldFault.hiding(error.predicate)
    }
  }
}

extension FieldFault {
  fileprivate static func hiding(_ predicate: String) -> FieldFault {
    FieldFault(predicate + "; until then the page is hidden")
  }
}

extension FrontMatter.Value {
  /// Whether it is `false` or `never`, as in Zola and Hugo.
  fileprivate var isNever: Bool { boolean == false || text?.trimmed.lowercased() == "never" }
}
