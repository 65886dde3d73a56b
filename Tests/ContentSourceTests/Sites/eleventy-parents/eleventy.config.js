export default function (config) { config.addPlugin(navigation) }
export const config = { dir: { input: 'src' } }
