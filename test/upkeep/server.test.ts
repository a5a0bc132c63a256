import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { checks, type Patient } from '../../src/upkeep/index.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { aPatient } from './a-patient.ts'

type Opened = Patient & { close(): Promise<void> }

let patient: Opened | undefined
let fresh: FreshDatabase | undefined
afterEach(async () => {
  await patient?.close()
  await fresh?.drop()
  patient = undefined
  fresh = undefined
})

async function opened(): Promise<Opened> {
  fresh = await freshDatabase()
  patient = await aPatient({ database: fresh.url })
  return patient
}

/** What a check finds, `condition: says → repair`. */
async function found(name: string, of: Opened): Promise<string[]> {
  const check = checks.find((one) => one.name === name)
  const findings = [await check?.look(of, AbortSignal.timeout(10_000))].flat()
  return findings.map((one) => `${one?.condition}: ${one?.says}${one?.repair ? ` → ${one.repair}` : ''}`)
}

describe.skipIf(whichDatabase() === 'sqlite')('a PostgreSQL server', () => {
  it('must be set to lose nothing', async () => {
    const all = (await found('server', await opened())).join('\n')
    // That of the tests need not survive a loss of power.
    expect(all).toContain('broken: Its fsync is off: a loss of power can destroy it → set fsync = on')
    expect(all).toContain('broken: Its full_page_writes is off')
    expect(all).not.toMatch(/encoding|too old|only follows|connections are taken|synchronous_commit/)
  })

  it('must not forget what was committed', async () => {
    const shop = await opened()
    await shop.app.db.connection().execute(async (db) => {
      await sql`set synchronous_commit = off`.execute(db)
      const all = (await found('server', { ...shop, app: { ...shop.app, db } })).join('\n')
      expect(all).toContain('after a crash it forgets what was sent a moment before')
      await sql`reset synchronous_commit`.execute(db)
    })
  })

  it('is not asked what a file is asked, and no password is shown', async () => {
    const shop = await opened()
    expect(await found('database', shop)).toEqual(['skipped: It is a server: see there'])
    for (const name of ['integrity', 'copies', 'room']) expect((await found(name, shop))[0]).toMatch(/^skipped: /)
    for (const { name } of checks) expect((await found(name, shop)).join()).not.toContain('perennial@')
  })
})

describe.skipIf(whichDatabase() === 'postgres')('a database file', () => {
  it('is no server', async () => {
    expect(await found('server', await opened())).toEqual(['skipped: The database is no server'])
  })

  it('that is mostly empty may be made smaller', async () => {
    patient = await aPatient({ database: 'sqlite:shop.db' })
    const { db } = patient.app
    expect((await found('room', patient))[0]).toMatch(/^ok: Of its file 0 of 0 MB hold nothing/)
    await sql`create table much (bytes blob)`.execute(db)
    await sql`insert into much select zeroblob(120 * 1024 * 1024)`.execute(db)
    await sql`drop table much`.execute(db)
    expect((await found('room', patient))[0]).toMatch(
      /^warning: Of its file 12\d of 12\d MB hold nothing.* → stop Perennial, then: sqlite3 /,
    )
  })
})
