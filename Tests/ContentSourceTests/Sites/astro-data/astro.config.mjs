export default defineConfig({
  integrations: [
    blog({ authors: { ada: {
          title: 'Keeper of the data',
    } } }),
  ],
  title: 'Notes in data',
});
