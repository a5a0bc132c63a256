import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { git } from './git.ts'
import { PLACES } from './revision.ts'

/** Nobody's name, and nothing of the computer: no signature, no hook. */
const SETTINGS = [
  ...['user.name=Perennial', 'user.email=perennial@localhost', 'commit.gpgsign=false', 'core.hooksPath='],
  'init.defaultBranch=main',
].flatMap((setting) => ['-c', setting])

/**
 * Makes a shop's folder a repository with its files as they are, so that whoever changes one has something to compare
 * with. A folder that is one stays as it is; without git there is none.
 */
export async function firstCommit(dir: string): Promise<'committed' | 'left alone'> {
  if (existsSync(join(dir, '.git'))) return 'left alone'
  const there = PLACES.filter((place) => existsSync(join(dir, place)))
  const commands = [
    ['init', '-q'],
    ['add', '--force', '--', ...there],
    ['commit', '-q', '-m', 'The shop as it was made'],
  ]
  for (const words of commands) {
    if ('failed' in (await git(dir, [...SETTINGS, ...words]))) return 'left alone'
  }
  return 'committed'
}
