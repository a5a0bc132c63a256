import {
  appendFileSync,
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Instant } from '../clock.ts'

/**
 * What stands in `FILE.instance` beside a database file: which database belongs here, and the last request that left
 * this place. A restored database does not know that request, a copied one has no such file or another place (DB-11,
 * SEND-17). Of a server's database each machine has such a file of its own.
 */
export interface InstanceFile {
  readonly id: string
  readonly host: string
  readonly dir: string
  /** Which database of which server, where it is of one that tells. */
  readonly server?: string
  /** Of the file itself: a copy has another. */
  readonly inode: number
  /** The highest number of a request that was handed over from here, and when the last one was. */
  readonly lastBatch: number
  readonly lastSent: Instant | undefined
}

/** A machine and a folder on it. */
export interface Place extends Pick<InstanceFile, 'server'> {
  readonly host: string
  readonly dir: string
}

/** Where a database file lies. */
export function placeOf(database: string, host: string = hostname()): Place {
  return { host, dir: resolve(dirname(database)) }
}

/** The file beside a database: undefined when there is none, `unreadable` when it was damaged. */
export function readInstanceFile(database: string): InstanceFile | 'unreadable' | undefined {
  let text: string
  try {
    text = readFileSync(pathOf(database), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const [head = '', ...marks] = text.split('\n')
  try {
    const { id, host, dir, inode, server } = JSON.parse(head) as Omit<InstanceFile, 'lastBatch' | 'lastSent'>
    // The last line may be torn by a loss of power.
    const sent = marks.map((mark) => /^(\d+) (\d+)$/.exec(mark)).filter((mark) => mark !== null)
    const lastBatch = sent.reduce((most, [, batch]) => Math.max(most, Number(batch)), 0)
    const lastSent = sent.length > 0 ? Number(sent.at(-1)?.[2]) : undefined
    return { id, host, dir, inode, ...(server && { server }), lastBatch, lastSent }
  } catch {
    return 'unreadable'
  }
}

/** Writes the file anew, whole or not at all: from now on the database with this id belongs here. */
export function writeInstanceFile(database: string, id: string, place: Place, lastBatch: number, now: Instant): void {
  const path = pathOf(database)
  const temporary = `${path}.${process.pid}.tmp`
  const file = openSync(temporary, 'w', 0o600)
  try {
    const head = { id, ...place, inode: fstatSync(file).ino }
    writeSync(file, `${JSON.stringify(head)}\n${lastBatch > 0 ? `${lastBatch} ${now}\n` : ''}`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

/** Notes that a request is about to leave; not synced, for it guards against other copies, not against power loss. */
export function markSent(database: string, batch: number, now: Instant): void {
  appendFileSync(pathOf(database), `${batch} ${now}\n`, { mode: 0o600 })
}

/** True where the file still is the one that was written here: not a copy of it. */
export function isOriginal(database: string, { inode }: InstanceFile): boolean {
  return statSync(pathOf(database)).ino === inode
}

function pathOf(database: string): string {
  return `${database}.instance`
}
