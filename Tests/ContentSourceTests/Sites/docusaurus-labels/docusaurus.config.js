module.exports = { title: 'Labels' };
