const config = {
  title: 'Pumps',
  tagline: 'Move water',
  url: 'https://pumps.example',
  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
};
export default config;
