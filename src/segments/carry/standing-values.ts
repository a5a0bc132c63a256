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
  let chunk = -1
  let known: Float64Array = new Float64Array()
  // By index: there may be a million of them; mostly one follows the other, in the same chunk.
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i] ?? 0
    if (Math.floor(customer / CHUNK) !== chunk) {
      chunk = Math.floor(customer / CHUNK)
      known = chunks.get(chunk) ?? new Float64Array(CHUNK).fill(Number.NaN)
      chunks.set(chunk, known)
    }
    const value = values[i] ?? Number.NaN
    if (Object.is(known[customer % CHUNK], value)) continue
    known[customer % CHUNK] = value
    changed.add(chunk)
  }
}

/** Stores what was put since the values were read, inside the caller's transaction. */
export async function storeValues(
  { db, dialect }: Pick<EvaluationContext, 'db' | 'dialect'>,
  { question, chunks, changed }: StandingValues,
): Promise<void> {
  const rows = [...changed].map((chunk) => {
    const values = chunks.get(chunk) ?? new Float64Array()
    return [question, chunk, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]
  })
  const statement = `
    insert into standing_values (question, chunk, bytes)
    values (?, ?, ?)
    on conflict (question, chunk) do update set bytes = excluded.bytes`
  await dialect.runMany(db, statement, rows)
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
  const find = db.selectFrom('standing_questions').select('key').where('name', '=', name)
  const known = await find.executeTakeFirst()
  if (known) return Number(known.key)
  const put = db.insertInto('standing_questions').values({ name })
  const made = await put
    .onConflict((taken) => taken.doNothing())
    .returning('key')
    .executeTakeFirst()
  return Number((made ?? (await find.executeTakeFirstOrThrow())).key)
}

/** Without a copy where the bytes begin where a double may. The slice of a Buffer would be no copy. */
function numbersIn(bytes: Uint8Array): Float64Array {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes)
  return new Float64Array(buffer, byteOffset, byteLength / 8)
}
