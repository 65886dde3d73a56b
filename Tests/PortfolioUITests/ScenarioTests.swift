import Foundation
import PortfolioUI
import Testing

struct ScenarioTests {
  @Test(arguments: Scenario.names)
  func showsTheRecordedScreens(name: String) throws {
    let scenario = Scenario(name)
    let recorded = try scenario.recorded()
    let played = Scenario.played(recorded)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try played.write(to: scenario.url, atomically: true, encoding: .utf8)
    } else {
      #expect(played == recorded)
    }
  }

  @Test(arguments: KeyBindings.standard.rows.flatMap(\.keys).map(\.notation))
  func scenariosPressEveryKey(key: String) throws {
    #expect(try Scenario.pressedKeys().contains(key))
  }

  @Test func findsTheScenarios() {
    #expect(Scenario.names.count >= 15)
  }
}
