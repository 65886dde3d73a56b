export default {
  title: 'Commented',
  themeConfig: {
    /* nav: [{ text: 'Zebra', link: '/zebra' },
       { text: 'Apple', link: '/apple' }], */
    // sidebar: [{ text: 'Zebra', link: '/zebra' }, { text: 'Apple', link: '/apple' }],
  },
};
