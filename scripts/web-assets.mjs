import { cpSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The threads that `serve` and its pages start; a bundle with them has these beside it. */
export const threads = {
  'src/app/insight-worker': './src/app/insight-worker.ts',
  'src/schedule/day-worker': './src/schedule/day-worker.ts',
  'src/web/background/worker': './src/web/background/worker.ts',
}

/** Puts what browsers get beside the pages where a bundle in `dir` looks for it: our own files, and htmx as it comes. */
export function copyAssets(dir) {
  const assets = join(dir, 'src', 'web', 'assets')
  cpSync(join(root, 'src', 'web', 'assets'), assets, { recursive: true })
  const htmx = join(root, 'node_modules', 'htmx.org', 'dist', 'htmx.min.js')
  if (existsSync(htmx)) cpSync(htmx, join(assets, 'htmx.js'))
  else process.stderr.write('htmx.org is not installed: the web view works by links and forms alone\n')
}
