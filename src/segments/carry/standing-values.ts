import { sql } from 'kysely'
import type { Numbers } from '../../db/index.ts'
import type { EvaluationContext } from '../context.ts'

/** What a question ranks, by key of the customer. */
export interface StandingValues {
  /** Key of the question in `standing_questions`. */
  readonly question: number
  /** Not a number: no value. By `customer / CHUNK`. */
  readonly chunks: Map<number, Float64Array>
  readonly changed: Set<number>
}

type Store = Pick<EvaluationContext, 'db'>

/** Customers whose values stand in one row. */
export const CHUNK = 4096

/** The values of the last run; none where the question was never ranked. */
export async function readValues({ db }: Store, name: string): Promise<StandingValues> {
  const question = await questionKey({ db }, name)
  const rows = await db
    .selectFrom('standing_values')
    .select(['chunk', 'bytes'])
    .where('question', '=', question)
    .execute()
  const chunks = new Map(rows.map(({ chunk, bytes }) => [Number(chunk), numbersIn(bytes)]))
  return { question, chunks, changed: new Set() }
}

/** Puts the values of customers in the place of others; none takes one away. */
export function putValues({ chunks, changed }: StandingValues, customers: Numbers, values: Numbers): void {
  // By index: there may be a million of them.
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i] ?? 0
    const chunk = Math.floor(customer / CHUNK)
    const value = values[i] ?? Number.NaN
    const known = chunks.get(chunk) ?? new Float64Array(CHUNK).fill(Number.NaN)
    if (Object.is(known[customer % CHUNK], value)) continue
    known[customer % CHUNK] = value
    chunks.set(chunk, known)
    changed.add(chunk)
  }
}

/** Stores what was put since the values were read. */
export async function storeValues({ db }: Store, { question, chunks, changed }: StandingValues): Promise<void> {
  for (const chunk of changed) {
    const values = chunks.get(chunk) ?? new Float64Array()
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    await db
      .insertInto('standing_values')
      .values({ question, chunk, bytes })
      .onConflict((conflict) => conflict.columns(['question', 'chunk']).doUpdateSet({ bytes }))
      .execute()
  }
}

/** Forgets what no standing ranks any more. */
export async function dropValues({ db }: Store, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await sql`
      delete from standing_values
      where question = (select key from standing_questions where name = ${name})`.execute(db)
  }
}

async function questionKey({ db }: Store, name: string): Promise<number> {
  const known = await db.selectFrom('standing_questions').select('key').where('name', '=', name).executeTakeFirst()
  if (known) return Number(known.key)
  const made = await db.insertInto('standing_questions').values({ name }).returning('key').executeTakeFirstOrThrow()
  return Number(made.key)
}

/** Drivers hand out bytes that need not begin where a double may. */
function numbersIn(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer)
}
