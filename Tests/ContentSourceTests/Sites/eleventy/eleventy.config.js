export default function (config) {
  return { dir: { input: 'src', output: '_site', includes: '_includes' } };
}
