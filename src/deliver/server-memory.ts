import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Instant } from '../clock.ts'
import { noted } from '../db/index.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { instanceId } from './instance-id.ts'
import { type InstanceFile, markSent, placeOf, readInstanceFile, writeInstanceFile } from './instance-file.ts'
import { lastBatch } from './last-batch.ts'

/** A database on a server, and where this machine notes what left. */
export type Remembering = Pick<DeliveryApp, 'db' | 'beside' | 'host'>

/**
 * Whether a server's database knows all that this machine knows to have left. One that was brought back to an earlier
 * moment does not, and bears the same identity; nor does a standby that took over without the last transactions.
 */
export async function rememberedOf(app: Remembering, server: string | undefined): Promise<'home' | 'restored'> {
  const beside = memoryOf(app, server)
  if (!beside) return 'home'
  const id = await instanceId(app)
  // Another name is one of before a release that another machine gave, or the database is of before one.
  if (beside.id !== id) return (await noted(app, `former:${beside.id}`)) === undefined ? 'restored' : 'home'
  return (await lastBatch(app.db)) < beside.lastBatch ? 'restored' : 'home'
}

/** Notes up to where the server's database knows what left, from whichever machine. Where it cannot be noted it is not. */
export async function keepRemembering(app: Remembering, server: string | undefined, now: Instant): Promise<void> {
  const { beside: path } = app
  if (path === undefined) return
  const id = await instanceId(app)
  const last = await lastBatch(app.db)
  const beside = memoryOf(app, server)
  if (beside?.id === id && beside.lastBatch >= last) return
  whereFilesAre(() => {
    if (beside?.id === id) return markSent(path, last, now)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return writeInstanceFile(path, id, { ...placeOf(path, app.host), ...(server && { server }) }, last, now)
  })
}

/** Notes that a request is about to leave. */
export function remember({ beside }: Pick<Remembering, 'beside'>, batch: number, now: Instant): void {
  if (beside !== undefined) whereFilesAre(() => markSent(beside, batch, now))
}

/** What is noted of the database of a server; another database's is none. */
function memoryOf({ beside }: Remembering, server: string | undefined): InstanceFile | undefined {
  const found = beside === undefined ? undefined : whereFilesAre(() => readInstanceFile(beside))
  return typeof found === 'object' && found.server === server ? found : undefined
}

/** A container without a folder of its own remembers nothing, and works all the same. */
function whereFilesAre<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return undefined
  }
}
