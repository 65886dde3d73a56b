module.exports = {
  siteMetadata: {
    title: `Slow trains`,
    description: `By rail`,
    siteUrl: `https://rail.example/`,
  },
  plugins: [{ resolve: 'gatsby-source-filesystem', options: { path: `${__dirname}/content/blog`, name: `blog` } }],
}
