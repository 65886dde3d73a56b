module.exports = { title: 'No blog', presets: [['classic', {
  blog: false,
}]] };
