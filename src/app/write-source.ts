import { realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Puts a new text into a file at once: whoever reads meanwhile finds the old or the new one, whole. */
export function writeSource(path: string, text: string): void {
  const real = realpathSync(path)
  const draft = join(dirname(real), `.${basename(real)}.new`)
  writeFileSync(draft, text, { mode: statSync(real).mode })
  renameSync(draft, real)
}
