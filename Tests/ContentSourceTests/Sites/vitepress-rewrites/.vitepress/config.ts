export default {
  title: 'Looms',
  rewrites: {
    'packages/:name/docs/index.md': ':name/index.md',
    'packages/:name/docs/:page.md': ':name/:page.md',
    'start-here.md': 'guide/start.md',
  },
  themeConfig: {
    sidebar: [
      { text: 'Guide', items: [{ text: 'Start', link: '/guide/start' }] },
      { text: 'Warp', items: [{ text: 'Warp', link: '/warp/' }, { text: 'Threads', link: '/warp/threads' }] },
      { text: 'Weft', items: [{ text: 'Colours', link: '/weft/colours' }] },
    ],
  },
}
