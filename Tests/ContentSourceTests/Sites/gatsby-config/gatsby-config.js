module.exports = { plugins: ["x"] };
