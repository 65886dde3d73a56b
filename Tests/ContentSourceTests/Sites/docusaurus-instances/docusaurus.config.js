module.exports = {
  title: 'Selvage',
  plugins: [
    ['@docusaurus/plugin-content-docs', { id: 'training', path: 'training' }],
    ['@docusaurus/plugin-content-docs', { id: 'reference', path: 'reference' }],
    ['@docusaurus/plugin-content-docs', { id: 'guides', path: 'guides' }],
  ],
};
