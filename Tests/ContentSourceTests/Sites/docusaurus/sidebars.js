module.exports = {
  docs: [
    { type: 'category', label: 'API', items: ['api/call'] },
    'guides/install',
    { type: 'link', label: 'Blog', href: '/blog/release' },
    'guides/prime',
  ],
};
