module.exports = { title: 'Salt', author: 'A' }
