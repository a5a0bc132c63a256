// Bundles a bench and runs it: `npm run bench start-up [ARGUMENTS]`. Without a name it lists them.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { copyAssets, threads } from './web-assets.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [name = '', ...words] = process.argv.slice(2)

if (!existsSync(join(root, 'bench', `${name}.ts`))) {
  const benches = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.ts'))
  process.stderr.write(`npm run bench NAME: ${benches.map((file) => file.slice(0, -3)).join(', ')}\n`)
  process.exit(2)
}
run(join(root, 'scripts', 'build.mjs'))
// What we compare with is taken as it comes from the registry: no package goes into the bundle.
const entries = {
  // As deep as the program's own chunks lie, so that it finds threads and styles beside it.
  [`src/bench/${name}`]: `./bench/${name}.ts`,
  ...threads,
}
await bundle(entries, join(root, 'dist', 'bench'), (id) => /^[@a-z]/.test(id))
copyAssets(join(root, 'dist', 'bench'))
run(join(root, 'dist', 'bench', 'src', 'bench', `${name}.js`), ...words)

function run(...line) {
  const { status } = spawnSync(process.execPath, line, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
