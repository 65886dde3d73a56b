import Glibc
import Testing

/// The limits for parsing a page apply to neither its rendering nor its output, which take longer.
struct LongPageTests {
  private let content: ContentFolder

  init() throws {
    let code = "let x = [1, 2.5, \"abc\"] // comment\nfunc f(_ a: Int) -> String { return \"\\(a)\" }\n"
    content = try ContentFolder([
      "a/long.md": "# Long\n\n```swift\n" + String(repeating: code, count: 1000) + "```\n\nThe end.\n",
      "a/short.md": "Short.\n",
      "a/complex.md": PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? "",
    ])
  }

  private func script(_ text: String) throws -> Launch {
    try Launch(script: "export PORTFOLIO_CONTENT='\(content.path)' PORTFOLIO_COLOR=always; " + text)
  }

  @Test func printsAllOfIt() throws {
    let result = try script("\"$P\" cat long")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.lines.count > 2000)
    #expect(result.text.hasSuffix("\nThe end.\n"))
  }

  /// The limits are a handler of SIGVTALRM with a timer, less memory, and `/dev/null` as standard error. A program that
  /// waits for the reader of its output must have none of them, however fast the machine is.
  @Test func writesWithoutTheLimitsForParsing() throws {
    let result = try script(
      """
      cd "$PORTFOLIO_CONTENT" && mkfifo pipe || exit
      "$P" cat long >pipe 2>error & process=$!
      exec 3<pipe
      read -r -N 1 -u 3
      for id in $$ $process; do grep 'Max address space' /proc/$id/limits; done
      readlink /proc/$process/fd/2
      grep SigCgt: /proc/$process/status
      cat <&3 >/dev/null
      wait $process; echo $?
      """)
    try #require(result.lines.count == 5, "\(result.text)\(result.error)")
    #expect(result.lines[0] == result.lines[1])
    #expect(result.lines[2] == content["error"])
    let caught = try #require(result.lines[3].split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
    #expect(caught & 1 << (SIGVTALRM - 1) == 0)
    #expect(result.lines[4] == "0")
  }

  @Test func reportsAFullDeviceOnStandardError() throws {
    let result = try script("\"$P\" cat long >/dev/full")
    #expect(result.status == 1)
    #expect(result.error == said("cannot write: no space left on device"))
  }

  @Test func endsQuietlyIfTheReaderLeaves() throws {
    let result = try script("\"$P\" cat long | head -n 1; echo \"${PIPESTATUS[0]}\"")
    #expect(result.lines.count == 2 && result.lines.last == "0")
    #expect(result.error == "")
  }

  @Test func refusesAPageThatIsTooComplex() throws {
    let result = try script("\"$P\" cat complex")
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == said("a/complex.md: is too complex to be shown"))
  }

  @Test func refusesAPageThatIsTooComplexAfterAnother() throws {
    let result = try script("\"$P\" cat short complex")
    #expect(result.status == 1)
    #expect(result.error == said("a/complex.md: is too complex to be shown"))
  }
}
