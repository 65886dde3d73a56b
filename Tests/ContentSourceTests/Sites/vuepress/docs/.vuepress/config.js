module.exports = { title: 'Ropes', description: 'Knots and bends' }
