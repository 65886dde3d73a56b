import starlight from '@astrojs/starlight';
export default {
  integrations: [starlight({
    title: 'Pumps',
    sidebar: [
      { label: 'Start here', items: ['start', { label: 'By hand', slug: 'manual' }] },
      { label: 'Reference', autogenerate: { directory: 'reference' } },
      { label: 'How to', items: ['guides/prime', 'guides/drain'] },
    ],
  })],
};
