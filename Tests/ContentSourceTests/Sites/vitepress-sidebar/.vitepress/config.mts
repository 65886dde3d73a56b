import { defineConfig, type DefaultTheme } from 'vitepress'

const nav: DefaultTheme.Config['nav'] = [
  { text: 'Quick start', link: '/guide/quick-start' },
  { text: 'About', items: [{ text: 'Team', link: '/about/team' }] },
  { text: 'Guide', link: '/guide/introduction' },
]

export default defineConfig({
  title: 'Anvil',
  srcExclude: ['**/notes.md', 'drafts/**'],
  themeConfig: {
    nav,
    sidebar: {
      '/guide/': [
        {
          text: 'Getting started',
          items: [
            { text: 'Introduction', link: '/guide/introduction' },
            { text: 'Quick start', link: '/guide/quick-start' },
            { text: 'Hammers', link: '/guide/hammers' },
          ],
        },
      ],
    },
  },
})
