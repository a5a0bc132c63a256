import { sql } from 'kysely'
import type { EvaluationContext } from '../context.ts'
import type { Values } from './values.ts'

/** The same with the key of the question in `standing_questions`. */
export interface StandingValues extends Values {
  readonly question: number
}

type Store = Pick<EvaluationContext, 'db'>

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

/** The key of a question whose values are filled anew: what it ranked before is of no use. */
export async function emptiedQuestion({ db }: Store, name: string): Promise<number> {
  await dropValues({ db }, [name])
  return questionKey({ db }, name)
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
