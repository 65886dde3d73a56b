export default { preprocess: [] };
