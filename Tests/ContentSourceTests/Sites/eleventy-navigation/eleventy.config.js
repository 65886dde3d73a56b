export default function () { return { dir: { input: "src/site" } }; }
