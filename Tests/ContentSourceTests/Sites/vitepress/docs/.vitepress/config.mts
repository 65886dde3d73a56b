export default defineConfig({
  title: 'Cogs',
  description: 'Small wheels',
  themeConfig: {
    nav: [{ text: 'Guide', link: '/guide/' }],
    sidebar: [
      { text: 'Teeth', link: '/guide/teeth' },
      { text: 'Start', link: '/guide/start#first' },
      { text: 'Wheels', link: '/api/wheel' },
    ],
  },
})
