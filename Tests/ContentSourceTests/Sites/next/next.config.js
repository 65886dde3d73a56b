module.exports = { pageExtensions: ['tsx', 'mdx'] }
