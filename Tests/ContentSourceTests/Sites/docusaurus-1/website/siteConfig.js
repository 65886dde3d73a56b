const siteConfig = {
  title: "The Tool",
  tagline: "A tool for all",
}
module.exports = siteConfig
