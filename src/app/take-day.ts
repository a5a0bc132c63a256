import { sql } from 'kysely'
import type { App } from './open-app.ts'

/** A day (a number) that is this process's own under a name, and the day before it that was; or somebody has it. */
export type TakenDay = { readonly name: string; readonly today: number; readonly before: number } | 'taken'

/** Takes a day under a name, once for all processes together. The first day ever follows the one before it. */
export async function takeDay({ db }: Pick<App, 'db'>, name: string, today: number): Promise<TakenDay> {
  const first = await sql<{ value: string }>`
    insert into instance (name, value)
    values (${name}, ${String(today)})
    on conflict (name) do nothing
    returning value`.execute(db)
  if (first.rows.length > 0) return { name, today, before: today - 1 }
  const known = await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst()
  const before = Number(known?.value ?? today)
  if (before >= today) return 'taken'
  return (await moved(db, name, before, today)) ? { name, today, before } : 'taken'
}

/** Gives a day back that came to nothing: whoever comes next takes it anew. */
export async function giveBack({ db }: Pick<App, 'db'>, day: Exclude<TakenDay, 'taken'>): Promise<void> {
  await moved(db, day.name, day.today, day.before)
}

/** Of two that come at once the second no longer finds the value it read. */
async function moved(db: App['db'], name: string, from: number, to: number): Promise<boolean> {
  const { rows } = await sql<{ value: string }>`
    update instance set value = ${String(to)}
    where name = ${name} and value = ${String(from)}
    returning value`.execute(db)
  return rows.length > 0
}
