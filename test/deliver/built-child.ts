import { mkdtempSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'
import { inject } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const built = new Map<string, Promise<string>>()

/** A TypeScript file as one that Node can run as a process of its own. */
export function buildChild(entry: string): Promise<string> {
  // Test files run one after the other in a process, and several start the same program.
  const file = built.get(entry) ?? buildAnew(entry)
  built.set(entry, file)
  return file
}

async function buildAnew(entry: string): Promise<string> {
  const outDir = mkdtempSync(join(inject('children'), 'of-'))
  const output = { ssr: entry, outDir, emptyOutDir: true, target: 'node20' }
  await build({ root, configFile: false, logLevel: 'silent', build: output })
  return join(outDir, basename(entry).replace('.ts', '.js'))
}
