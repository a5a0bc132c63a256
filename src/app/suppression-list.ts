import type { Instant } from '../clock.ts'
import type { SuppressionList } from '../providers/index.ts'
import { keepList, type ListKept } from '../track/index.ts'
import { openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'

/** Nobody stops it: a request has an end of its own. */
const NEVER = new AbortController().signal

/** Keeps the mail service's list of suppressed addresses and ours the same; undefined where it keeps none. */
export async function keepSuppressionList(app: App, now: Instant, stop?: AbortSignal): Promise<ListKept | undefined> {
  const list = await listOf(app)
  return list && keepList(app.at(now), list, stop ?? NEVER)
}

/** Takes an address from the mail service's list; says why where it could not. */
export async function releaseAddress(app: App, address: string): Promise<string | undefined> {
  const list = await listOf(app)
  const asked = await list?.remove([address], NEVER)
  return asked && 'failed' in asked ? asked.failed : undefined
}

async function listOf(app: App): Promise<SuppressionList | undefined> {
  return (await sendingFault(app)) === undefined ? openProvider(app).suppressions : undefined
}
