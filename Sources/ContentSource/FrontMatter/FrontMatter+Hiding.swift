extension FrontMatter {
  /// Whether the fields keep the page from being published, whatever the day is.
  var hidesPage: Bool {
    var values = PageFieldValues()
    for field in fields + unreadFields {
      values.hideForDraft(in: field)
      _ = try? PageFieldValues.hidingTable.apply(field, to: &values)
    }
    return isTooLong || values.fields.isDraft || values.fields.isPrivate
  }
}
