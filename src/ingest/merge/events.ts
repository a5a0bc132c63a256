import { sql } from 'kysely'
import type { DbContext } from '../../db/index.ts'
import { EVENT_COLUMNS, eventRow } from '../rows/event-row.ts'
import type { Reading } from '../rows/reading.ts'
import { refreshExistsFrom } from './exists-from.ts'
import type { Intake } from './intake.ts'
import { inLots } from './lots.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { openStage } from './stage.ts'

const COLUMNS = { ...EVENT_COLUMNS, n: 'integer', line: 'integer', standing: 'integer', customer: 'integer' } as const

/** Takes in events of one file; the same event twice is one. */
export async function eventIntake(ctx: DbContext, reading: Reading): Promise<Intake> {
  const { db } = ctx
  const indexes = [
    ['customer_id', 'n'],
    ['email_folded', 'n'],
  ]
  const stage = await openStage(ctx, 'events', COLUMNS, indexes)
  const read = eventRow(reading)
  let staged = 0
  return {
    add(record, n) {
      const row = read(record)
      if (!row) return undefined
      staged += 1
      return stage.add([...row, n, record.line, 1, null])
    },
    async merge() {
      await stage.flush()
      await resolveCustomers(db, stage.table)
      const hash = sql`cast(record.customer as text) || ':' || record.hash`
      // Filters declared since the last import are read anew.
      const updated = await inLots(
        db,
        stage.table,
        (lot) => sql`
        update events
        set matched = record.matched
        from ${stage.table} as record
        where ${lot}
          and events.hash = ${hash} and events.matched <> record.matched`,
      )
      const inserted = await inLots(
        db,
        stage.table,
        (lot) => sql`
        insert into events (customer, name, at, properties, matched, hash)
        select record.customer, record.name, record.at, record.properties, record.matched, ${hash}
        from ${stage.table} as record
        where ${lot}
        order by record.n
        on conflict (hash) do nothing`,
      )
      await refreshExistsFrom(db, sql`select customer from ${stage.table}`)
      reading.tally.count('inserted', inserted)
      reading.tally.count('updated', updated)
      reading.tally.count('unchanged', staged - inserted - updated)
      await stage.drop()
    },
  }
}
