internal import Visit

/// A visitor's process, as the parent knows it.
struct Child {
  let id: Int
  let process: Int32
  /// Records come in here, orders go out.
  let control: Int32
  let source: NetworkAddress
  let start: Instant
  var hasBegun = false
  /// Why the parent ended it, if it did.
  var killReason: EndReason?
  /// The last record: how it ended.
  var end: Record?
  var unread: [UInt8] = []
}
