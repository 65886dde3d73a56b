const tools = require('./sidebars/tools')
import { music } from './sidebars/music'

module.exports = {
  title: 'The Band\'s Notes',
  themeConfig: {
    nav: [{ text: 'Music', link: '/music/' }, { text: 'Tools', link: '/tools/' }],
    sidebar: { '/tools/': tools, '/music/': music },
  },
}
