import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShopFiles } from './shop-files.ts'

/** Whether the files that tell editors about the shop are there and say what the shop says now. */
export type SchemaState = 'current' | 'stale' | 'absent' | 'not wanted'

/** Looks at `schema/`; it is wanted where a file of the shop names it, as those of `init` do on their first line. */
export async function schemaState(files: ShopFiles): Promise<SchemaState> {
  const { dir, shop, segments, campaigns } = files
  if (!existsSync(join(dir, 'schema'))) {
    const wanted = [shop, ...segments, ...campaigns].some(({ text }) => /^#.*\$schema=\S*\bschema\//.test(text))
    return wanted ? 'absent' : 'not wanted'
  }
  const { schemaFiles } = await import('./manual-files.ts')
  const made = schemaFiles(files).value ?? []
  return made.every(({ file, text }) => textOf(join(dir, file)) === text) ? 'current' : 'stale'
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
