import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyLog, type OpenDb, openDb } from '../../src/db/index.ts'

let dir: string
let open: OpenDb
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-log-'))
  open = await openDb('sqlite:shop.db', dir, 0)
  await sql`insert into links (url) values ('https://a.example')`.execute(open.db)
})
afterEach(async () => {
  await open.close()
  rmSync(dir, { recursive: true })
})

const timeout = async () => (await sql<{ timeout: number }>`pragma busy_timeout`.execute(open.db)).rows[0]?.timeout

it('a log is written back and cut to nothing when nobody reads an older state', async () => {
  expect(await emptyLog(open, 'at once')).toEqual({ state: 'empty', bytes: 0 })
  expect(await timeout()).toBe(5000)
})

it('a log that somebody still reads stays, and nobody is waited for', async () => {
  const reader = await openDb('sqlite:shop.db', dir, 0)
  await reader.db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection)
    await sql`select * from links`.execute(connection)
    await sql`insert into links (url) values ('https://b.example')`.execute(open.db)
    const began = performance.now()
    const { state, bytes } = await emptyLog(open, 'at once')
    expect(performance.now() - began).toBeLessThan(1000)
    expect(state).toBe('busy')
    expect(bytes).toBeGreaterThan(0)
    expect(await timeout()).toBe(5000)
    await sql`commit`.execute(connection)
  })
  await reader.close()
  expect((await emptyLog(open, 'at once')).state).toBe('empty')
})
