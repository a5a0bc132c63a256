import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A folder that goes with `remove`. */
export interface TemporaryFolder {
  readonly dir: string
  remove(): void
}

/** An empty folder of its own. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const dir = mkdtempSync(join(tmpdir(), `perennial-${purpose}-`))
  return { dir, remove: () => rmSync(dir, { recursive: true }) }
}

/** Copies the files of the shipped shop. */
export function copyShippedShop(dir: string): void {
  for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
    cpSync(join(root, name), join(dir, name), { recursive: true })
  }
}
