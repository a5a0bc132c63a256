import { existsSync, linkSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { copyOnThread, type Copied, type Examined } from './copy-thread.ts'
import { DatabaseProblem } from './database-problem.ts'
import { makePrivateFile } from './make-private-file.ts'
import { syncToDisk } from './sync-to-disk.ts'

/** A verified copy: its size in bytes and what is in it. */
export interface Backup extends Pick<Examined, 'rows' | 'migrations'> {
  readonly bytes: number
}

/** Bytes written so far, and about how many there will be. */
export type OnCopied = (done: number, total: number) => void

const LOOK_EVERY_MS = 100

/**
 * Copies a database that may be in use into a new file, consistent as of one instant, and verifies it: every page and
 * every table's rows (DB-09). The name appears when the copy is whole and on the disk; only its owner may read it.
 * Never writes over a file.
 */
export async function backUp(source: string, target: string, onProgress: OnCopied = () => undefined): Promise<Backup> {
  refuseExisting(target)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    makePrivateFile(partial)
    const copied = await watched(copyOnThread(source, partial), () => onProgress(sizeOf(partial), sizeOf(source)))
    const fault = copied.copy.faults[0] ?? missingRows(copied)
    if (fault !== undefined) throw new DatabaseProblem(`The copy is not sound and was removed: ${fault}`)
    syncToDisk(partial)
    appear(partial, target)
    return { bytes: sizeOf(target), rows: copied.copy.rows, migrations: copied.copy.migrations }
  } finally {
    for (const left of [partial, `${partial}-journal`, `${partial}-wal`, `${partial}-shm`])
      rmSync(left, { force: true })
  }
}

function refuseExisting(target: string): void {
  if (existsSync(target)) throw new DatabaseProblem(`${target} is there already: a backup never writes over a file`)
  if (!existsSync(dirname(target))) throw new DatabaseProblem(`There is no folder ${dirname(target)}`)
}

/** A link fails where the name was taken in the meantime, which a rename would not notice. */
function appear(partial: string, target: string): void {
  try {
    linkSync(partial, target)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') refuseExisting(target)
    throw error
  }
  syncToDisk(dirname(target))
}

/** These are emptied and refilled while mail goes out: their rows say nothing about the copy. */
const IN_MOTION = [
  ...['changed_customers', 'waiting_lines', 'halts', 'standing_values', 'standing_questions'],
  ...['customer_products', 'product_pairs', 'similar_products', 'bestsellers', 'unpaired_customers'],
]

/** The copy was made between two counts, so each table must hold a number between them. */
function missingRows({ before, after, copy }: Copied): string | undefined {
  for (const [table, first] of Object.entries(before)) {
    const last = after[table] ?? first
    const held = copy.rows[table]
    if (held === undefined) return `the table ${table} is missing`
    if (IN_MOTION.includes(table)) continue
    if (held < Math.min(first, last) || held > Math.max(first, last)) {
      return `${table} holds ${held} rows, the database ${last}`
    }
  }
  return undefined
}

/** Waits for work, looking at how far it is from time to time. */
async function watched<T>(work: Promise<T>, look: () => void): Promise<T> {
  const timer = setInterval(look, LOOK_EVERY_MS)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
