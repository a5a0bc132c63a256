import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { migrations as known } from '../../migrations/index.ts'
import { type Examined, settleOnThread } from './copy-thread.ts'
import { DatabaseProblem } from './database-problem.ts'
import { lockAlone } from './lock-alone.ts'
import { makePrivateFile } from './make-private-file.ts'
import { syncToDisk } from './sync-to-disk.ts'

/** A backup that was found sound and lies beside the database, ready to take its place. */
export interface Staged {
  readonly file: string
  readonly rows: Examined['rows']
  remove(): void
}

/**
 * Copies a backup beside the database it shall replace and examines it: sound, one of ours, and not newer than this
 * program. The backup itself is only read. Throws `DatabaseProblem` with the reason.
 */
export async function stage(backup: string, database: string): Promise<Staged> {
  if (!existsSync(backup)) throw new DatabaseProblem(`There is no file ${backup}`)
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  const file = `${database}.restoring`
  const remove = () => removeAll(file)
  remove()
  try {
    makePrivateFile(file)
    copyFileSync(backup, file)
    // What was committed last may still be in the log beside it.
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${file}-wal`)
    chmodSync(file, 0o600)
    const { faults, rows, migrations } = await settleOnThread(file)
    const fault = faultOf(migrations) ?? faults[0]
    if (fault !== undefined) throw new DatabaseProblem(`${backup} cannot be restored: ${fault}`)
    return { file, rows, remove }
  } catch (error) {
    remove()
    if (error instanceof DatabaseProblem) throw new DatabaseProblem(error.message.replaceAll(file, backup))
    throw error
  }
}

function faultOf(migrations: readonly string[]): string | undefined {
  if (migrations.length === 0) return 'it is no database of Perennial'
  const newer = migrations.filter((name) => !known.some((one) => one.name === name))
  return newer.length > 0 ? `it is newer than this program (${newer.join(', ')}), update perennial first` : undefined
}

/**
 * Puts a staged backup in the place of the database, which is kept under the name `kept`. At every instant there is a
 * whole database under its name; `beforehand` is done when nobody else can use it any more. Refused while another process has it open: that one would go on writing to a file
 * without a name.
 */
export function swapIn(staged: Staged, database: string, kept: string, beforehand = () => {}): void {
  if (!existsSync(database)) {
    beforehand()
    renameSync(staged.file, database)
    return
  }
  // Opening a damaged database may take its log away, which is all that is left of the newest changes.
  const log = `${kept}-wal`
  if (existsSync(`${database}-wal`)) copyFileSync(`${database}-wal`, log)
  const lock = lockAlone(database)
  if (lock !== 'damaged') rmSync(log, { force: true })
  if (lock === 'in use') {
    throw new DatabaseProblem('Another process uses this database: stop perennial serve and workers first')
  }
  try {
    beforehand()
    linkSync(database, kept)
    // A log that is left must never meet the restored database.
    for (const end of ['-wal', '-shm']) rmSync(database + end, { force: true })
    renameSync(staged.file, database)
    syncToDisk(dirname(database))
  } finally {
    if (lock !== 'damaged') lock.release()
  }
}

function removeAll(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
}
