import { type RawBuilder, sql } from 'kysely'

/** Whether the rows under two aliases are one email. */
export function sameEmail(one: string, other: string): RawBuilder<unknown> {
  const same = (column: string) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`
  return sql`${same('customer')} and ${same('campaign')} and ${same('step')} and ${same('occasion')}`
}
