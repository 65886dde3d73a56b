export default defineConfig({ title: 'Cogs', description: 'Small wheels' })
