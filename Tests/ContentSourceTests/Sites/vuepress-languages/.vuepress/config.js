import { sidebarDe, sidebarEn } from './sidebar/index.js';
export default { locales: { '/': { lang: 'en-US', title: 'Bakery', sidebar: sidebarEn }, '/de/': { lang: 'de-DE', sidebar: sidebarDe } } };
