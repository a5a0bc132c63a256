import { sql } from 'kysely'
import { type Db, DatabaseProblem, note, noted } from '../db/index.ts'
import { fingerprint } from './fingerprint.ts'

/** The row of `instance` with a fingerprint of each secret that signed links of this database, the oldest first. */
const NAME = 'link_secrets'

/** `unsaid`: none is known to have signed a link. `strange`: one has that is not here. `missing`: and here is none. */
export type SecretState = 'ours' | 'unsaid' | 'strange' | 'missing'

/** Whether a machine with these secrets accepts the links of all sent emails; changes nothing. */
export async function secretState(ctx: { readonly db: Db }, secrets: readonly string[]): Promise<SecretState> {
  const known = await knownPrints(ctx)
  if (known.length === 0) return 'unsaid'
  if (secrets.length === 0) return 'missing'
  const ours = new Set(secrets.map(printOf))
  return known.every((print) => ours.has(print)) ? 'ours' : 'strange'
}

/**
 * Notes that the first of the secrets signs links; the others are former ones. Throws `DatabaseProblem` where links are
 * signed with one that is not among them: this machine would refuse to unsubscribe whoever follows such a link.
 */
export async function proveSecrets(ctx: { readonly db: Db }, secrets: readonly string[]): Promise<void> {
  const state = await secretState(ctx, secrets)
  if (state === 'strange' || state === 'missing') {
    const { says, repair } = secretFault(state)
    throw new DatabaseProblem(`${says}: ${repair}`)
  }
  const [signing] = secrets
  if (signing === undefined) return
  const known = await knownPrints(ctx)
  if (known.includes(printOf(signing))) return
  await addPrint(ctx, known, printOf(signing))
  // Another machine may have been quicker, with a secret of its own.
  await proveSecrets(ctx, secrets)
}

/** From now on only links signed with this secret count, whatever signed the earlier ones. */
export function adoptSecret(ctx: { readonly db: Db }, secret: string): Promise<void> {
  return note(ctx, NAME, printOf(secret))
}

/** What is wrong with the secrets of a machine, and what to do. */
export function secretFault(state: 'strange' | 'missing'): { readonly says: string; readonly repair: string } {
  return { says: SAYS[state], repair: REPAIR }
}

const SAYS = {
  strange:
    'This machine lacks a secret that signed links in sent emails, and would refuse to unsubscribe their readers',
  missing: 'This machine has no secret, and would refuse the unsubscribe links in sent emails',
} as const
const REPAIR =
  'copy data/secret from a machine of this shop, or set PERENNIAL_SECRET to what stands in it on all of them, and PERENNIAL_OLD_SECRETS to former ones (lost for good? perennial migrate --new-secret)'

async function knownPrints(ctx: { readonly db: Db }): Promise<readonly string[]> {
  return (await noted(ctx, NAME))?.split(' ') ?? []
}

/** Adds a fingerprint, unless others were added since `known` was read. */
async function addPrint({ db }: { readonly db: Db }, known: readonly string[], print: string): Promise<void> {
  await sql`
    insert into instance (name, value)
    values (${NAME}, ${[...known, print].join(' ')})
    on conflict (name) do update set value = excluded.value
    where instance.value = ${known.join(' ')}`.execute(db)
}

function printOf(secret: string): string {
  return fingerprint(secret, 'which secret signs links?')
}
