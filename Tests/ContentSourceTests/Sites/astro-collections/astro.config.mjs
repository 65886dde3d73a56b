export default defineConfig({ site: 'https://bread.example' });
