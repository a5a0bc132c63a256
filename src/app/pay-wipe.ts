import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { OWED_WIPE } from '../consent/index.ts'
import { noted, type Wiped, wipeTraces } from '../db/index.ts'
import { messageId } from '../deliver/index.ts'
import { noteErased } from './erased-file.ts'
import type { App } from './open-app.ts'

/** `nothing owed`: no erasure is unfinished. `busy` and `no room`: it stays owed. */
export type PaidWipe = Wiped | 'nothing owed'

/**
 * Ends what an erasure began and a crash, or another open process, kept from its end: the hashes beside the database,
 * the files of the emails, and every trace in the database's own files (PRIV-03). Paid before anything else is done
 * with the shop; done twice it changes nothing.
 */
export async function payWipe(app: Pick<App, 'db' | 'dialect' | 'dir'>): Promise<PaidWipe> {
  const owed = await owedWipe(app)
  if (owed === undefined) return 'nothing owed'
  await noteAllErased(app)
  removeEmails(app.dir, await erasedMessages(app))
  const wiped = await wipeTraces(app)
  if (wiped !== 'wiped') return wiped
  await app.db.deleteFrom('instance').where('name', '=', OWED_WIPE).where('value', '=', owed).execute()
  return wiped
}

/** Brings the hashes beside the database up to date: somebody may have been erased on another machine. */
export async function noteAllErased({ db, dir }: Pick<App, 'db' | 'dir'>): Promise<void> {
  const hashes = await db.selectFrom('suppressed_hashes').select('hash').orderBy('hash').execute()
  noteErased(
    dir,
    hashes.map(({ hash }) => hash),
  )
}

/** Says which erasure is unfinished, in a word of our own; undefined: none. */
export function owedWipe(app: Pick<App, 'db'>): Promise<string | undefined> {
  return noted(app, OWED_WIPE)
}

/** The ids that emails to erased people may bear: an installation may have had several names. */
async function erasedMessages({ db }: Pick<App, 'db'>): Promise<string[]> {
  const messages = await db
    .selectFrom('messages')
    .innerJoin('suppressions', 'suppressions.customer', 'messages.customer')
    .select('messages.key')
    .where('suppressions.reason', '=', 'erased')
    .where('messages.attempt', '>', 0)
    .execute()
  const named = await db.selectFrom('instance').selectAll().execute()
  const instances = named.flatMap(({ name, value }) => {
    if (name === 'id') return [value]
    return name.startsWith('former:') ? [name.slice('former:'.length)] : []
  })
  return messages.flatMap(({ key }) => instances.map((instance) => messageId(instance, key)))
}

/** The provider `outbox` writes each email into a file of its own. */
function removeEmails(dir: string, ids: readonly string[]): void {
  const names = new Set(ids.map((id) => `${id}.eml`))
  if (names.size === 0) return
  for (const day of namesIn(join(dir, 'outbox'))) {
    for (const name of namesIn(join(dir, 'outbox', day))) {
      if (names.has(name)) rmSync(join(dir, 'outbox', day, name), { force: true })
    }
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}
