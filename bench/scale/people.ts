import { sql } from 'kysely'
import type { Db } from '../../src/db/index.ts'

/** Turns the bare customers of a generated shop into people: addresses, birthdays, places, languages, consent. */
export async function makePeople(db: Db): Promise<void> {
  const address = sql`id || '@shop.example'`
  const two = (number: ReturnType<typeof sql>) => sql`substr(cast(100 + ${number} as text), 2)`
  await sql`
    update customers
    set email = ${address}, email_folded = ${address},
      first_name = 'Maja' || cast(key % 977 as text), last_name = 'Horvat' || cast(key % 1009 as text),
      birth_day = case when key % 3 > 0 then ${two(sql`(1 + key % 12)`)} || '-' || ${two(sql`(1 + key % 28)`)} end,
      language = case key % 5 when 0 then 'hr' when 1 then 'sl' else 'en' end,
      country = case key % 4 when 0 then 'HR' when 1 then 'SI' else 'AT' end,
      time_zone = case key % 10 when 0 then 'Europe/London' end,
      signed_up_at = exists_from`.execute(db)
  await sql`
    insert into consents (customer, status, recorded_at, source)
    select key, case when key % 7 = 0 then 'unsubscribed' else 'subscribed' end, 1, 'bench'
    from customers
    order by key`.execute(db)
}
