export default { title: 'Loom', url: 'https://example.org', baseUrl: '/' };
