// Builds the program into dist/: the command line, the thread on which `check` compiles templates, and those of pages.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { copyAssets, threads } from './web-assets.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/**
 * A binary, what one of MJML's packages would ask for if a shop wrote its settings in TypeScript, an engine that brings
 * files of its own, and one that makes its functions from text.
 */
const outside = ['better-sqlite3', 'typescript', 'graphile-worker', 'numeric']

await bundle(
  {
    'src/cli/main': 'src/cli/main.ts',
    'src/app/template-worker': 'src/app/template-worker.ts',
    ...threads,
  },
  join(root, 'dist'),
  (id) => outside.includes(id),
)
copyAssets(join(root, 'dist'))
