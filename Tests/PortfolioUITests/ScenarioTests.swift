import PortfolioUI
import TestSupport
import Testing

struct ScenarioTests {
  @Test(arguments: Scenario.names)
  func showsTheRecordedScreens(name: String) throws {
    let scenario = Scenario(name)
    try Recorder.expect(Scenario.played(try scenario.recorded()), equals: scenario.url)
  }

  @Test(arguments: KeyBindings.standard.rows.flatMap(\.keys).map(\.notation))
  func scenariosPressEveryKey(key: String) throws {
    #expect(try Scenario.pressedKeys().contains(key))
  }

  @Test func findsTheScenarios() {
    #expect(Scenario.names.count >= 15)
  }
}
