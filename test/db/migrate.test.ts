import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Db, type OpenDb, openDb } from '../../src/db/index.ts'
import { migrations } from '../../migrations/index.ts'
import { buildChild } from '../deliver/built-child.ts'
import { nextVersion } from './next-version.ts'

/** All points with PERENNIAL_FULL, else a few of them: each is two processes. */
const points = process.env.PERENNIAL_FULL ? Array.from({ length: 100 }, (_, i) => i + 1) : [2, 4, 6, 8, 11, 13, 14]
const customers = 200

let built: string
beforeAll(async () => {
  built = await buildChild(join(import.meta.dirname, 'upgrade-child.ts'))
})

let dir: string
let open: OpenDb[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-upgrade-'))
  open = []
})
afterEach(async () => {
  for (const one of open) await one.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('an upgrade (T36)', () => {
  it('killed at any point leaves the old tables or the new ones, with every row, and may be run again', async () => {
    for (const point of points) {
      const before = await shopOfToday()
      const died = await death(upgrade(point))
      const again = await death(upgrade(0))
      expect([point, again]).toEqual([point, 0])
      const { rows, integrity, applied } = await contents()
      expect([point, rows]).toEqual([point, before])
      expect(integrity).toBe('ok')
      expect(applied).toEqual([...migrations.map(({ name }) => name), nextVersion.name])
      // A point behind the last statement is no kill.
      if (point < 5) expect([point, died]).toEqual([point, 'SIGKILL'])
    }
  })

  it('keeps a whole copy of the database as it was, for its owner only', async () => {
    const before = await shopOfToday()
    const copy = join(dir, `shop.db.before-${nextVersion.name}`)
    writeFileSync(`${copy}.4194305.partial`, 'what a killed attempt left')

    expect(await death(upgrade(0))).toBe(0)

    expect(existsSync(`${copy}.4194305.partial`)).toBe(false)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const old = await openIt(`sqlite:${copy}`)
    expect(await rowsOf(old.db)).toEqual(before)
  })

  it('is refused to go backwards: the old program says that the database is newer, and changes nothing', async () => {
    await shopOfToday()
    await death(upgrade(0))
    const { rows } = await contents()

    await expect(openIt()).rejects.toThrow(/newer than this program \(0002_next\): update perennial/)

    expect((await contents()).rows).toEqual(rows)
  })

  it('of two at once is done by one; the other finds nothing to do', async () => {
    const before = await shopOfToday()
    const ended = await Promise.all([upgrade(0), upgrade(0), upgrade(0)].map(death))
    expect(ended).toEqual([0, 0, 0])
    expect((await contents()).rows).toEqual(before)
  })

  it('of an empty file by two at once makes the tables once', async () => {
    expect(await Promise.all([upgrade(0), upgrade(0)].map(death))).toEqual([0, 0])
    expect((await contents()).applied).toHaveLength(migrations.length + 1)
  })
})

describe('a database file', () => {
  it('is readable for its owner only, with all that lies beside it', async () => {
    const { db } = await openIt()
    await db.insertInto('instance').values({ name: 'a', value: '1' }).execute()
    for (const name of ['shop.db', 'shop.db-wal', 'shop.db-shm']) {
      expect([name, statSync(join(dir, name)).mode & 0o777]).toEqual([name, 0o600])
    }
  })
})

async function openIt(url = 'sqlite:shop.db'): Promise<OpenDb> {
  const one = await openDb(url, dir, 1)
  open.push(one)
  return one
}

/** A database of today's version with customers; gives their rows. */
async function shopOfToday(): Promise<unknown> {
  for (const end of ['', '-wal', '-shm', `.before-${nextVersion.name}`])
    rmSync(join(dir, `shop.db${end}`), { force: true })
  const shop = await openDb('sqlite:shop.db', dir, 1)
  await sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${customers})
    insert into customers (id, email, first_name) select 'c' || n, 'c' || n || '@kava.example', 'Ana ' || n from numbers`.execute(
    shop.db,
  )
  await sql`insert into suppressions (customer, reason, recorded_at) select key, 'manual', 1 from customers where key % 10 = 0`.execute(
    shop.db,
  )
  const rows = await rowsOf(shop.db)
  await shop.close()
  return rows
}

async function rowsOf(db: Db) {
  const { rows: people } = await sql`select key, id, email, first_name from customers order by key`.execute(db)
  const { rows: out } =
    await sql`select customer, reason, since, recorded_at from suppressions order by customer`.execute(db)
  return { people, out }
}

/** What the next version of the program finds. */
async function contents() {
  const { Kysely } = await import('kysely')
  const { openSqlite } = await import('../../src/db/sqlite.ts')
  const { sqliteKysely } = await import('../../src/db/sqlite-driver.ts')
  const handle = openSqlite(join(dir, 'shop.db'))
  const db: Db = new Kysely({ dialect: sqliteKysely(handle) })
  try {
    const { rows: applied } = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
    const integrity = (handle.pragma('integrity_check') as { integrity_check: string }[])[0]?.integrity_check
    return { rows: await rowsOf(db), integrity, applied: applied.map(({ name }) => name) }
  } finally {
    await db.destroy()
  }
}

function upgrade(killAfter: number): ChildProcess {
  return spawn(process.execPath, [built, dir, String(killAfter)], { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function death(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'exit')
  return signal ?? code
}
