import type { Instant } from '../clock.ts'
import type { SuppressionList } from '../providers/index.ts'
import { keepList, type ListKept } from '../track/index.ts'
import { openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'

/** How long the mail service is waited for, in ms: nobody's email depends on it. */
const PATIENCE = 30_000

/** Keeps the mail service's list of suppressed addresses and ours the same; undefined where it keeps none. */
export async function keepSuppressionList(app: App, now: Instant, stop?: AbortSignal): Promise<ListKept | undefined> {
  const list = await listOf(app)
  return list && keepList(app.at(now), list, patience(stop))
}

/** Takes an address from the mail service's list; says why where it could not. */
export async function releaseAddress(app: App, address: string): Promise<string | undefined> {
  const list = await listOf(app)
  const asked = await list?.remove([address], patience(undefined))
  return asked && 'failed' in asked ? asked.failed : undefined
}

async function listOf(app: App): Promise<SuppressionList | undefined> {
  return (await sendingFault(app)) === undefined ? openProvider(app).suppressions : undefined
}

function patience(stop: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(PATIENCE)
  return stop ? AbortSignal.any([stop, timeout]) : timeout
}
