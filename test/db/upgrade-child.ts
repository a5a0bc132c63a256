/** A process that brings a database up to date and may kill itself: `upgrade-child DIR AFTER` (see migrate.test.ts). */
import { Kysely, sql } from 'kysely'
import { join } from 'node:path'
import { migrations } from '../../migrations/index.ts'
import { migrate } from '../../src/db/migrate.ts'
import type { Tables } from '../../src/db/schema.ts'
import { openSqlite, sqliteDialect } from '../../src/db/sqlite.ts'
import { sqliteKysely } from '../../src/db/sqlite-driver.ts'
import { nextVersion } from './next-version.ts'

const [dir = '', after = '0'] = process.argv.slice(2)
const file = join(dir, 'shop.db')
const handle = openSqlite(file)
let left = Number(after)
const db = new Kysely<Tables>({
  dialect: sqliteKysely(handle),
  log: () => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  },
})
await sql`select 1`.execute(db)
await migrate({ db, dialect: sqliteDialect(handle), now: 2 }, file, [...migrations, nextVersion])
await db.destroy()
