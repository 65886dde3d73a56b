/// `manual`: prints portfolio-tui(1), which derives from the tables of commands, options, keys and fields.
func runManual(_ run: Run) throws(Failure) {
  var page = ManualPage(
    title: "PORTFOLIO-TUI", section: 1, date: Program.versionDate,
    version: "portfolio-tui \(Program.version)")
  for section in ManualSection.all {
    page.heading(section.title)
    section.write(&page)
  }
  let text = page.text
  try run.output.write { $0 += text.utf8 }
}
