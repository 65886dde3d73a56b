module.exports = {
  title: 'Redirects',
  plugins: [
    [
      '@docusaurus/plugin-client-redirects',
      {
        redirects: [
          { to: '/docs/new', from: ['/docs/old', '/docs/older'] },
          { from: '/moved', to: '/docs/new' },
        ],
      },
    ],
  ],
};
