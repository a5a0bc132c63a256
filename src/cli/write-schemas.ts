import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readShopFiles, schemaFiles } from '../app/index.ts'
import type { Checked } from '../problem.ts'

/** Writes `schema/` into a shop's folder: what its editors offer. The value names the files. */
export async function writeSchemas(dir: string): Promise<Checked<string[]>> {
  const files = readShopFiles(dir)
  const made = files ? await schemaFiles(files) : { problems: [] }
  if (!made.value) return { problems: made.problems }
  for (const { file, text } of made.value) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), text)
  }
  return { value: made.value.map(({ file }) => file), problems: [] }
}
