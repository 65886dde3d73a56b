export default defineConfig({ title: 'Notes', srcDir: resolve(folder) });
