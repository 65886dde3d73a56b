export default defineNuxtConfig({ app: { head: { title: 'Kites' } } })
