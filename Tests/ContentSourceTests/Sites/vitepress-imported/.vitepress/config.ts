import { source } from './paths'

export default {
  title: 'Imported',
  srcDir: source,
}
