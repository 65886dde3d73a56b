export default [
  { type: 'category', label: 'Reference', items: ['api/two', 'api/one'] },
];
