module.exports = {title: 'Valves'}
