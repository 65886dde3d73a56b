const withNextra = require('nextra')({ theme: 'nextra-theme-docs' })
module.exports = withNextra()
