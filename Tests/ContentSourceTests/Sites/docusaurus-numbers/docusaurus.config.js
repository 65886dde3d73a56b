module.exports = { title: 'Numbers', tagline: 'In order' };
