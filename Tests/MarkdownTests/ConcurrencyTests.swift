import Foundation
import Markdown
import Testing

struct ConcurrencyTests {
  // In a separate process, because a race here would also corrupt what other tests parse at the same time.
  @Test func concurrentParsesGiveEqualDocuments() async {
    await #expect(processExitsWith: .success) {
      let markdown = String(repeating: "a ~~b~~ www.e.org https://e.org/c?d=1 e@e.org\n\n", count: 50)
      let documents = await withTaskGroup(of: Document.self) { group in
        for _ in 0..<400 { group.addTask { Document(markdown: markdown) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let first = documents.first
      exit(documents.allSatisfy { $0 == first } ? 0 : 1)
    }
  }
}
