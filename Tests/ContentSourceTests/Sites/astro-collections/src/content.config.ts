const recipes = defineCollection({
  loader: glob({ pattern: ['**/*.md', '!**/about/**', '!**/recipes-old/**'], base: './src/content' }),
});
const about = defineCollection({
  loader: glob({ pattern: ['**/*.md', '!private.md'], base: './src/content/about' }),
});
export const collections = { recipes, about };
