#!/usr/bin/env node
// Starts the built program. `--version` is answered here, before anything is loaded.
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const main = new URL('dist/src/cli/main.js', root)
const [first, ...rest] = process.argv.slice(2)

if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version}\n`)
} else if (!existsSync(main)) {
  process.stderr.write('Perennial is not built yet: npm run build\n')
  process.exitCode = 2
} else {
  await import(main.href)
}
