import { sql } from 'kysely'
import { type Db, DatabaseProblem, note, noted } from '../db/index.ts'
import { fingerprint } from './fingerprint.ts'

/** The row of `instance` that says which pepper belongs to a database, in a way that does not tell it. */
const NAME = 'pepper'

/** `unsaid`: the database knows of none yet. `missing`: it does, and here is none. */
export type PepperState = 'ours' | 'unsaid' | 'strange' | 'missing'

/** Whether a pepper is the one under which people were erased in this database; changes nothing. */
export async function pepperState(ctx: { readonly db: Db }, pepper: string | undefined): Promise<PepperState> {
  const known = await noted(ctx, NAME)
  if (known === undefined) return 'unsaid'
  if (pepper === undefined) return 'missing'
  return known === printOf(pepper) ? 'ours' : 'strange'
}

/**
 * The first pepper that is proven belongs to the database from then on. Throws `DatabaseProblem` for another one: with
 * it whoever was erased would not be recognised, and be written to again.
 */
export async function provePepper(ctx: { readonly db: Db }, pepper: string | undefined): Promise<void> {
  if (pepper !== undefined) {
    await sql`
      insert into instance (name, value)
      values (${NAME}, ${printOf(pepper)})
      on conflict (name) do nothing`.execute(ctx.db)
  }
  const state = await pepperState(ctx, pepper)
  if (state === 'ours') return
  const { says, repair } = pepperFault(state)
  throw new DatabaseProblem(`${says}: ${repair}`)
}

/** From now on a pepper belongs to the database, whatever was erased under another one. */
export function adoptPepper(ctx: { readonly db: Db }, pepper: string): Promise<void> {
  return note(ctx, NAME, printOf(pepper))
}

/** What is wrong with a pepper, and what to do. */
export function pepperFault(state: Exclude<PepperState, 'ours'>): { readonly says: string; readonly repair: string } {
  return { says: SAYS[state], repair: REPAIR }
}

const SAYS = {
  unsaid: 'This machine has no pepper',
  strange: 'This machine has another pepper than its database knows, and would not recognise who was erased',
  missing: 'This machine has no pepper, and would not recognise who was erased in its database',
} as const
const REPAIR =
  'copy data/pepper from a machine of this shop, or set PERENNIAL_PEPPER to what stands in it on all of them (lost for good? perennial migrate --new-pepper)'

function printOf(pepper: string): string {
  return fingerprint(pepper, 'which pepper is this?')
}
