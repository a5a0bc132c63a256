import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs that tests build and start; it goes when the run ends. */
    readonly children: string
  }
}

/** Makes the folder for programs that tests build. */
export default function withChildren(project: TestProject): () => void {
  // Inside node_modules, so that packages are found; it is never committed.
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'perennial-children-'))
  project.provide('children', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
