// Builds the program into dist/: the command line, the thread on which `check` compiles templates, and the one that counts insights.
import { cpSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** A binary, and what one of MJML's packages would ask for if a shop wrote its settings in TypeScript. */
const outside = ['better-sqlite3', 'typescript']

await bundle(
  {
    'src/cli/main': 'src/cli/main.ts',
    'src/app/template-worker': 'src/app/template-worker.ts',
    'src/app/insight-worker': 'src/app/insight-worker.ts',
  },
  join(root, 'dist'),
  (id) => outside.includes(id),
)

// What browsers get beside the pages: our own files, and htmx as its package brings it.
const assets = join(root, 'dist', 'src', 'web', 'assets')
cpSync(join(root, 'src', 'web', 'assets'), assets, { recursive: true })
const htmx = join(root, 'node_modules', 'htmx.org', 'dist', 'htmx.min.js')
if (existsSync(htmx)) cpSync(htmx, join(assets, 'htmx.js'))
else process.stderr.write('htmx.org is not installed: the web view works by links and forms alone\n')
