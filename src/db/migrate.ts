import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { sql } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Migration } from '../../migrations/migration.ts'
import type { Db, DbContext } from './dialect.ts'
import { DatabaseProblem } from './database-problem.ts'
import { makePrivateFile } from './make-private-file.ts'
import { inTransaction } from './transaction.ts'

/** The migrations that were run now, by name; empty when the database was up to date. */
export interface Migrated {
  readonly applied: readonly string[]
  readonly backup: string | undefined
}

/**
 * Brings the tables up to date in one exclusive transaction (DB-15). A database with data is copied first
 * (`FILE.before-NAME`); one that is newer than this program is refused. Killed at any moment it leaves the old tables
 * or the new ones, and may be run again; of two at once one waits and then finds nothing to do. A thread never does it:
 * its program would be newer than the one that runs and goes on with the tables it knows.
 */
export async function migrate(ctx: DbContext, file?: string, steps = migrations): Promise<Migrated> {
  const { db } = ctx
  await makeList(ctx)
  const before = await appliedIn(db, steps)
  const first = steps.find(({ name }) => !before.has(name))
  if (!first) return { applied: [], backup: undefined }
  if (!isMainThread) throw new DatabaseProblem('A newer perennial was installed meanwhile: start perennial serve again')
  const backup = file && before.size > 0 ? `${file}.before-${first.name}` : undefined
  if (backup) await copyBeside(db, backup)
  const applied = await inTransaction(db, async (trx) => {
    const done = await appliedIn(trx, steps)
    const pending = steps.filter(({ name }) => !done.has(name))
    for (const { name, up } of pending) {
      await up(trx, ctx.dialect.name)
      await sql`insert into migrations (name, applied_at) values (${name}, ${ctx.now})`.execute(trx)
    }
    return pending.map(({ name }) => name)
  })
  return { applied, backup }
}

/** The list of migrations. On PostgreSQL two who make it at once would meet, and who finds it must not wait for writers. */
async function makeList({ db, dialect }: DbContext): Promise<void> {
  const make = (on: Db) =>
    sql`create table if not exists migrations (name text primary key, applied_at bigint not null)`.execute(on)
  if (dialect.name === 'sqlite') {
    await make(db)
    return
  }
  const { rows } = await sql<{ found: string | null }>`select to_regclass('migrations') as found`.execute(db)
  if (rows[0]?.found === null) await inTransaction(db, make)
}

async function appliedIn(db: Db, steps: readonly Migration[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
  const unknown = rows.filter((row) => !steps.some(({ name }) => name === row.name))
  if (unknown.length === 0) return new Set(rows.map(({ name }) => name))
  const names = unknown.map(({ name }) => name).join(', ')
  throw new DatabaseProblem(`This database is newer than this program (${names}): update perennial, then try again`)
}

/** The name appears when the copy is whole; what a killed attempt left is taken away. */
async function copyBeside(db: Db, backup: string): Promise<void> {
  removeLeftOver(backup)
  const partial = `${backup}.${process.pid}.partial`
  makePrivateFile(partial)
  await sql`vacuum into ${partial}`.execute(db)
  renameSync(partial, backup)
}

function removeLeftOver(backup: string): void {
  for (const name of readdirSync(dirname(backup))) {
    const [, pid] = /\.(\d+)\.partial$/.exec(name) ?? []
    if (pid && name.startsWith(basename(backup)) && !isAlive(Number(pid))) rmSync(join(dirname(backup), name))
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
