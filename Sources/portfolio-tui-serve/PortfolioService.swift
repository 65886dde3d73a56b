import Commands
import SSHServer

/// The portfolio as a service: joins what the command line does to what a connection brings.
final class PortfolioService: Service {
  private let visitors: VisitorService
  private var files: VisitorService.Files?

  init(_ visitors: VisitorService) {
    self.visitors = visitors
  }

  func prepare() { files = visitors.prepare() }

  func begin(_ request: Request) -> any Conversation {
    VisitConversation(
      visitors.visit(
        VisitRequest(
          command: request.command, term: request.terminal?.term, columns: request.terminal?.columns ?? 0,
          rows: request.terminal?.rows ?? 0), files: files))
  }
}

/// A visit, in the words of the service.
private final class VisitConversation: Conversation {
  private let visit: any Visit

  init(_ visit: any Visit) {
    self.visit = visit
  }

  func take(_ bytes: [UInt8]) { visit.take(bytes) }
  func endInput() { visit.endInput() }
  func resize(columns: Int, rows: Int) { visit.resize(columns: columns, rows: rows) }
  func nextOutput() -> [UInt8] { visit.nextOutput() }
  func nextError() -> [UInt8] { visit.nextError() }
  var wait: Int? { visit.wait }
  func elapse() { visit.elapse() }
  func announce(_ sentence: String) { visit.announce(sentence) }
  func conclude(_ sentence: String) { visit.conclude(sentence) }

  var ending: ConversationEnding? {
    switch visit.ending {
    case nil: nil
    case .finished(let status)?: .finished(status: status)
    case .idle?: .idle
    case .expired?: .expired
    case .concluded?: .concluded
    }
  }
}
