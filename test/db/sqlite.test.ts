import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DatabaseProblem, type Db, inTransaction, type OpenDb, openDb, readingFirst } from '../../src/db/index.ts'

let dir: string
let open: OpenDb[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-db-'))
  open = []
})

afterEach(async () => {
  for (const db of open) await db.close()
  rmSync(dir, { recursive: true })
})

async function openIt(url = 'sqlite:data/shop.db'): Promise<OpenDb> {
  const db = await openDb(url, dir, Date.UTC(2026, 0, 1))
  open.push(db)
  return db
}

async function pragma(db: OpenDb, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db.db)
  return Object.values(rows[0] ?? {})[0]
}

describe('a SQLite shop', () => {
  it('is opened with settings that lose nothing, also the second time', async () => {
    await (await openIt()).close()
    open = []
    const db = await openIt()
    expect(await pragma(db, 'journal_mode')).toBe('wal')
    expect(await pragma(db, 'synchronous')).toBe(2)
    expect(await pragma(db, 'busy_timeout')).toBe(5000)
    expect(await pragma(db, 'foreign_keys')).toBe(1)
    expect(await pragma(db, 'trusted_schema')).toBe(0)
    expect(await pragma(db, 'secure_delete')).toBe(1)
  })

  it('waits for another writer instead of failing half-way: transactions begin immediate', async () => {
    const [first, second] = [await openIt(), await openIt()]
    let released = false
    const slow = inTransaction(first.db, async (trx) => {
      await trx.insertInto('instance').values({ name: 'a', value: '1' }).execute()
      released = true
    })
    await slow
    await inTransaction(second.db, async (trx) => {
      await trx.selectFrom('instance').selectAll().execute()
      await trx.insertInto('instance').values({ name: 'b', value: '2' }).execute()
    })
    expect(released).toBe(true)
    expect(await first.db.selectFrom('instance').selectAll().execute()).toHaveLength(2)
  })

  it('goes on with other work while a write waits for the lock of another connection', async () => {
    const [first, second] = [await openIt(), await openIt()]
    let letGo = () => {}
    const held = inTransaction(first.db, async (trx) => {
      await trx.insertInto('instance').values({ name: 'a', value: '1' }).execute()
      await new Promise<void>((done) => {
        letGo = done
      })
    })
    const written: string[] = []
    const insert = (name: string) => second.db.insertInto('instance').values({ name, value: '1' }).execute()
    const waiting = [
      insert('b').then(() => written.push('b')),
      inTransaction(second.db, (trx) => trx.deleteFrom('instance').where('name', '=', 'z').execute()),
    ]
    await new Promise((later) => setTimeout(later, 50))
    expect(await second.db.selectFrom('instance').selectAll().execute()).toEqual([])
    expect(written).toEqual([])
    letGo()
    await held
    await Promise.all(waiting)
    expect((await first.db.selectFrom('instance').select('name').execute()).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('says in a sentence when another process has been writing for a minute', async () => {
    const [first, second] = [await openIt(), await openIt()]
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      await inTransaction(first.db, async () => {
        const refused = expect(second.db.deleteFrom('instance').execute()).rejects.toThrow(
          new DatabaseProblem(
            'Another process has been writing to the database for a minute: try again when it is over',
          ),
        )
        await vi.advanceTimersByTimeAsync(61_000)
        await refused
      })
    } finally {
      vi.useRealTimers()
    }
  })

  it('that reads first lets others write, and begins again alone when somebody did', async () => {
    const [first, second] = [await openIt(), await openIt()]
    const names = (db: Db) => db.selectFrom('instance').select('name').orderBy('name').execute()
    const seen: number[] = []
    await readingFirst(first.db, async (trx) => {
      seen.push((await names(trx)).length)
      if (seen.length === 1)
        await second.db.insertInto('instance').values({ name: 'unsubscribed', value: '1' }).execute()
      await trx
        .insertInto('instance')
        .values({ name: `run ${seen.length}`, value: '1' })
        .execute()
    })
    expect(seen).toEqual([0, 1])
    expect((await names(second.db)).map(({ name }) => name)).toEqual(['run 2', 'unsubscribed'])
  })

  it('that reads first fails once when it fails for a reason of its own', async () => {
    const { db } = await openIt()
    let tries = 0
    const failing = readingFirst(db, async () => {
      tries += 1
      throw new Error('no such thing')
    })
    await expect(failing).rejects.toThrow('no such thing')
    expect(tries).toBe(1)
  })

  it('rolls back what fails', async () => {
    const db = await openIt()
    await expect(
      inTransaction(db.db, async (trx) => {
        await trx.insertInto('instance').values({ name: 'a', value: '1' }).execute()
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await db.db.selectFrom('instance').selectAll().execute()).toEqual([])
  })

  it('refuses a database that is newer than the program', async () => {
    const db = await openIt()
    await sql`insert into migrations (name, applied_at) values ('9999_future', 0)`.execute(db.db)
    await expect(openIt()).rejects.toThrow(/newer than this program \(9999_future\)/)
  })

  it('says in a sentence what cannot be opened', async () => {
    await expect(openIt('mysql://x')).rejects.toThrow(DatabaseProblem)
    await expect(openIt(`sqlite:${dir}`)).rejects.toThrow(/cannot be opened/)
  })
})
