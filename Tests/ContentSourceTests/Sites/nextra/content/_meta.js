import { Icon } from './icon'

/* The order of the sidebar */
export default {
  index: 'Start',
  // guide: { title: 'Not this one' },
  reference: { title: 'The Reference', theme: { toc: false } },
  guide: "User's Guide",
  blog: { title: <Icon name="news">News</Icon>, type: 'page' },
  about: { display: 'hidden' },
}
