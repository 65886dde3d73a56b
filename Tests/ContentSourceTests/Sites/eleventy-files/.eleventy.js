module.exports = () => ({ dir: { input: "pages", includes: "../_includes", data: "../_data" } })
