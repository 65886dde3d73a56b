export default { configuration: { pageTitle: "Puzzles" } }
