export default {
  site: 'https://example.org',
  redirects: {
    '/old': '/posts/one',
    '/older': { status: 302, destination: '/posts/one' },
    '/away': 'https://example.com/',
  },
};
