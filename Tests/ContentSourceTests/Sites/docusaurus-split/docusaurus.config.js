module.exports = { title: 'Split', presets: [['classic', {docs: {sidebarPath: require.resolve('./sidebars.js')}, blog: {path: 'articles', routeBasePath: 'articles'}}]] };
