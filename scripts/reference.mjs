// Writes schema/ (for editors) and docs/reference/ (for people) from the program's own lists: `npm run reference`.
// A test compares; run this after a change of facts, events, keys or what is said of them, and read the difference.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dir = join(root, 'dist', 'manual')
const entries = { manual: './src/app/manual-files.ts', files: './src/app/shop-files.ts' }
await bundle(entries, dir, (id) => /^[@a-z]/.test(id))
const { schemaFiles, referenceFiles } = await import(pathToFileURL(join(dir, 'manual.js')).href)
const { readShopFiles } = await import(pathToFileURL(join(dir, 'files.js')).href)

const shop = readShopFiles(root)
rmSync(join(root, 'docs', 'reference'), { recursive: true, force: true })
for (const { value, problems } of [schemaFiles(shop), referenceFiles(shop)]) {
  if (!value) throw new Error(JSON.stringify(problems, null, 1))
  for (const { file, text } of value) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}
rmSync(dir, { recursive: true, force: true })
