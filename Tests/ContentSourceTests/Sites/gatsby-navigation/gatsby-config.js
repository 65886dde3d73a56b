module.exports = { siteMetadata: { title: 'Bread' }, plugins: [] };
