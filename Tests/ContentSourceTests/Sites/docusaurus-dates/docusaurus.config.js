module.exports = { title: 'Dates', tagline: 'a blog' };
