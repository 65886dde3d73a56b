export default makeSource({ contentDirPath: 'content' })
