export default {
  title: 'Handbuch',
  srcDir: './src',
  locales: { root: { lang: 'en' }, de: { lang: 'de' } },
}
