import starlight from '@astrojs/starlight';
export default defineConfig({
  integrations: [
    starlight({
      title: 'Bread',
      sidebar: [
        { label: 'Baking', items: ['bread/rye', 'bread/wheat'] },
        { label: 'Reference', items: ['bread/ovens', 'bread/flours'] },
      ],
    }),
  ],
});
