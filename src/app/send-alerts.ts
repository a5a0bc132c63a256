import { sql } from 'kysely'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { standstills } from '../deliver/index.ts'
import { findAlerts } from '../insights/index.ts'
import { parseMailbox } from '../providers/index.ts'
import { alertEmail } from './alert-email.ts'
import { openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'

/** How the day's email to the shop's own people ended. `told`: this day was looked at before. */
export type AlertsSent =
  | { readonly state: 'not wanted' | 'told' | 'standing still' | 'nothing to tell' }
  | { readonly state: 'sent'; readonly to: string }
  | { readonly state: 'failed'; readonly why: string }

/**
 * Tells `staff: {alerts: …}` what is new since the day it was last looked, once a day however often it is called. The day
 * is taken before anything is handed over: a crash leaves a day untold, never told twice. It is no message of a campaign:
 * no limit, holdout or consent of customers concerns it.
 */
export async function sendAlerts(app: App, now: Instant): Promise<AlertsSent> {
  const { alerts: to, atMost } = app.shop.staff
  if (to === undefined) return { state: 'not wanted' }
  const ctx = app.at(now)
  if ((await standstills(ctx)).length > 0) return { state: 'standing still' }
  const fault = await sendingFault(app)
  if (fault) return { state: 'failed', why: fault.message }
  const today = dayNumber(localDay(now, app.shop.timeZone))
  const before = await takeDay(app, today)
  if (before === 'taken') return { state: 'told' }
  const found = await findAlerts(ctx, app.shop, atMost, { news: Math.min(7, today - before) })
  const fresh = { ...found, numbers: found.numbers.filter(({ days }) => days <= Math.max(1, today - before)) }
  const email = alertEmail(fresh, app.shop, atMost)
  return email ? handOver(app, to, now, today, email) : { state: 'nothing to tell' }
}

const NAME = 'alerts told'

/** Takes a day (a number) for this process: the day that was looked at before, or that somebody has taken this one. */
async function takeDay({ db }: App, today: number): Promise<number | 'taken'> {
  const first = await sql<{ value: string }>`
    insert into instance (name, value)
    values (${NAME}, ${String(today)})
    on conflict (name) do nothing
    returning value`.execute(db)
  if (first.rows.length > 0) return today - 1
  const known = await db.selectFrom('instance').select('value').where('name', '=', NAME).executeTakeFirst()
  const before = Number(known?.value ?? today)
  if (before >= today) return 'taken'
  // Of two that come at once the second no longer finds the value it read.
  const taken = await sql<{ value: string }>`
    update instance set value = ${String(today)}
    where name = ${NAME} and value = ${String(before)}
    returning value`.execute(db)
  return taken.rows.length > 0 ? before : 'taken'
}

const LONGEST_MS = 20_000

async function handOver(
  app: App,
  to: string,
  at: Instant,
  today: number,
  email: { readonly subject: string; readonly html: string; readonly text: string },
): Promise<AlertsSent> {
  const { shop } = app
  const id = `alerts-${today}`
  const provider = openProvider(app)
  try {
    const composed = await provider.compose({
      ...{ id, at, ...email, purpose: 'service', unsubscribe: undefined },
      from: parseMailbox(shop.from),
      replyTo: undefined,
      to: { name: undefined, address: to },
    })
    if ('rejected' in composed) return { state: 'failed', why: composed.rejected }
    const messages = [{ id, bytes: composed.bytes }]
    const { results } = await provider.send({ key: id, at, messages }, AbortSignal.timeout(LONGEST_MS))
    if (results[0]?.outcome === 'accepted') return { state: 'sent', to }
    return { state: 'failed', why: results[0]?.reason ?? 'The mail service did not answer' }
  } finally {
    await provider.close?.()
  }
}
