export default { title: 'Components' }
