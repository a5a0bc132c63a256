import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { git } from './git.ts'

/** The shop's files at a revision, in a folder of their own until `remove`. */
export interface Revision {
  readonly dir: string
  /** The commit's short name. */
  readonly commit: string
  remove(): void
}

/** Why a revision cannot be read: a sentence, and what to do. */
export interface NoRevision {
  readonly refused: string
  readonly next: string
}

/** Where the files of a shop lie. */
export const PLACES = ['perennial.yaml', 'segments', 'campaigns', 'templates', 'goals.yaml']
const REGULAR = ['100644', '100755']

/** Reads the shop in `dir` as it was at a git revision: a branch, a tag, a commit. The working files are not touched. */
export async function readRevision(dir: string, revision: string): Promise<Revision | NoRevision> {
  const inside = await git(dir, ['rev-parse', '--is-inside-work-tree'])
  if ('failed' in inside) return noRepository(inside.failed)
  const found = await git(dir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--short',
    '--end-of-options',
    `${revision}^{commit}`,
  ])
  if ('failed' in found) {
    return { refused: `git knows no revision "${revision}"`, next: 'perennial diff main, or a tag or commit: git log' }
  }
  const commit = found.out.toString('utf8').trim().split('\n').at(-1) ?? ''
  const listed = await git(dir, ['ls-tree', '-r', '-z', commit, '--', ...PLACES])
  if ('failed' in listed) return { refused: `git cannot list the files of ${revision}`, next: listed.failed }
  const entries = entriesIn(listed.out.toString('utf8'))
  if (!entries.some(({ path }) => path === 'perennial.yaml')) {
    return {
      refused: `There was no perennial.yaml here at ${revision}`,
      next: 'name a revision that has it: git log perennial.yaml',
    }
  }
  return writeFiles(dir, commit, entries)
}

function noRepository(reason: string): NoRevision {
  if (/ENOENT/.test(reason))
    return { refused: 'git is not installed', next: 'install git, or compare two folders by hand' }
  return {
    refused: 'This folder is in no git repository',
    next: 'git init && git add . && git commit: then diff has something to compare with',
  }
}

interface TreeEntry {
  readonly hash: string
  readonly path: string
}

function entriesIn(listing: string): TreeEntry[] {
  return listing.split('\0').flatMap((line) => {
    const [, mode = '', hash = '', path = ''] = /^(\d+) \w+ (\w+)\t(.+)$/s.exec(line) ?? []
    return REGULAR.includes(mode) && !path.split('/').includes('..') ? [{ hash, path }] : []
  })
}

async function writeFiles(from: string, commit: string, entries: readonly TreeEntry[]): Promise<Revision | NoRevision> {
  const read = await git(from, ['cat-file', '--batch'], entries.map(({ hash }) => `${hash}\n`).join(''))
  if ('failed' in read) return { refused: `git cannot read the files of ${commit}`, next: read.failed }
  const dir = mkdtempSync(join(tmpdir(), 'perennial-revision-'))
  let at = 0
  for (const { path } of entries) {
    // `<hash> blob <bytes>`, a line feed, the bytes, a line feed.
    const end = read.out.indexOf(10, at)
    const size = Number(read.out.toString('latin1', at, end).split(' ')[2])
    const file = join(dir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, read.out.subarray(end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return { dir, commit, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
