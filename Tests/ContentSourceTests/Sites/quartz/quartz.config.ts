const config: QuartzConfig = {
  configuration: {
    pageTitle: "Garden of moss",
    baseUrl: "moss.example",
    ignorePatterns: ["private", "templates", ".obsidian"],
  },
}
export default config
