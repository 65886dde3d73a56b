// title: 'A template',
module.exports = {
  title: 'Mara\'s handbook',
  tagline: "Bread and \"brötchen\"",
};
