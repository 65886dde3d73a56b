export default { title: 'Tannery', lang: 'en-US' }
