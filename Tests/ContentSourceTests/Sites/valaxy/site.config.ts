export default defineSiteConfig({
  author: {
    title: 'Keeper of bees',
  },
  title: 'Beehive',
  description: 'Honey and wax',
})
