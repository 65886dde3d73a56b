module.exports = { title: 'Pages' };
