module.exports = ['guides/omega', 'guides/alpha'];
