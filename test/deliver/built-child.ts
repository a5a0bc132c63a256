import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** A TypeScript file as one that Node can run as a process of its own; `remove` it when done. */
export async function buildChild(entry: string): Promise<{ file: string; remove(): void }> {
  // Inside node_modules, so that packages are found; it is never committed.
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'perennial-child-'))
  const output = { ssr: entry, outDir, emptyOutDir: true, target: 'node20' }
  await build({ root, configFile: false, logLevel: 'silent', build: output })
  return {
    file: join(outDir, basename(entry).replace('.ts', '.js')),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
