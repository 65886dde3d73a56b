import { defineValaxyConfig } from 'valaxy'
export default defineValaxyConfig({ theme: 'x' })
