import type { Instant } from '../clock.ts'
import { note, noted, serverIdentity } from '../db/index.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { type InstanceFile, isOriginal, placeOf, readInstanceFile, writeInstanceFile } from './instance-file.ts'
import { instanceId } from './instance-id.ts'
import { lastBatch } from './last-batch.ts'
import { keepRemembering, rememberedOf } from './server-memory.ts'

/** What delivery needs to know of a place. `host` is the machine's name unless a test says otherwise. */
export type GuardedApp = Pick<DeliveryApp, 'db' | 'dialect' | 'file' | 'beside' | 'host'> & {
  readonly provider: Pick<DeliveryApp['provider'], 'repeatable'>
}

/** Why a database may not send from where it is: it is older than what was sent from here, or it is a copy. */
export type Displaced = 'restored' | 'copied'

/** Whether this is the database that belongs here; `new`: nobody has said so far. */
export async function foundAt(app: GuardedApp): Promise<'home' | 'new' | Displaced> {
  if (app.provider.repeatable === Number.POSITIVE_INFINITY) return 'home'
  if (app.file === undefined) return foundOnServer(app)
  const id = await instanceId(app)
  const beside = readInstanceFile(app.file)
  if ((await noted(app, 'home')) === undefined && (beside === undefined || isFresh(beside, id))) return 'new'
  return displacement(app, app.file, id, beside)
}

/** A dump that was loaded elsewhere bears the note of where it came from. In memory everything is at home. */
async function foundOnServer(app: GuardedApp): Promise<'home' | 'new' | Displaced> {
  const here = await serverIdentity(app)
  const home = await noted(app, 'home')
  if (here === undefined || home === here) return rememberedOf(app, here)
  return home === undefined ? 'new' : 'copied'
}

/** Notes on this machine what a database that is at home on a server knows to have left, from all machines. */
export async function followHome(app: GuardedApp, now: Instant): Promise<void> {
  if (app.beside === undefined || app.provider.repeatable === Number.POSITIVE_INFINITY) return
  await keepRemembering(app, await serverIdentity(app), now)
}

/** The file was written and the crash came before the database knew. */
function isFresh(beside: InstanceFile | 'unreadable', id: string): boolean {
  return beside !== 'unreadable' && beside.id === id && beside.lastBatch === 0
}

async function displacement(
  app: GuardedApp,
  file: string,
  id: string,
  beside: InstanceFile | 'unreadable' | undefined,
): Promise<Displaced | 'home'> {
  if (beside === undefined || beside === 'unreadable') return 'copied'
  const here = placeOf(file, app.host)
  const samePlace = (beside.host === here.host && beside.dir === here.dir) || isOriginal(file, beside)
  if (!samePlace) return 'copied'
  // An older backup may bear an older name, of before a release.
  if (beside.id !== id) return 'restored'
  return (await lastBatch(app.db)) < beside.lastBatch ? 'restored' : 'home'
}

/** Says, in the caller's transaction, that this database is at home where it lies: it may send from here. */
export async function settleHome(app: Omit<GuardedApp, 'provider'>, now: Instant): Promise<void> {
  if (app.file === undefined) {
    const here = await serverIdentity(app)
    if (here !== undefined) await note(app, 'home', here)
    return keepRemembering(app, here, now)
  }
  const place = placeOf(app.file, app.host)
  writeInstanceFile(app.file, await instanceId(app), place, await lastBatch(app.db), now)
  // As a person may read it: for comparison the file beside the database counts.
  await note(app, 'home', JSON.stringify(place))
}
