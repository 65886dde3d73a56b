export default { title: 'Generated' }
