import { createHash } from 'node:crypto'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { standstills } from '../deliver/index.ts'
import { addressesToTell, type Alerts, findAlerts, noteTold, openNotices } from '../insights/index.ts'
import { parseMailbox } from '../providers/index.ts'
import { type AlertEmail, alertEmail } from './alert-email.ts'
import { openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'
import { giveBack, type TakenDay, takeDay } from './take-day.ts'

/** How the day's email to one person of the shop ended. `told`: this day was taken before. */
export type AlertsSent =
  | { readonly state: 'told' | 'standing still' | 'nothing to tell' | 'sent'; readonly to: string }
  | { readonly state: 'failed'; readonly to: string; readonly why: string }

/**
 * Tells each person of the shop once a day what is new, however often it is called: `staff: {alerts: …}` the alerts, and
 * everybody whom a step `notify` names whom it is about. The day is taken before anything is handed over, and given back
 * where the mail service did not take the email: the next call tries anew. A crash in between leaves the alerts of a day
 * untold, its notices to the next day. It is no message to a customer: no limit or consent concerns it.
 */
export async function sendAlerts(app: App, now: Instant): Promise<AlertsSent[]> {
  const { alerts } = app.shop.staff
  const ctx = app.at(now)
  const people = new Set([...(alerts === undefined ? [] : [alerts]), ...(await addressesToTell(ctx, app.shop))])
  if (people.size === 0) return []
  const all = [...people]
  if ((await standstills(ctx)).length > 0) return all.map((to) => ({ state: 'standing still', to }))
  const fault = await sendingFault(app)
  if (fault) return all.map((to) => ({ state: 'failed', to, why: fault.message }))
  const sent: AlertsSent[] = []
  for (const to of all) sent.push(await tell(app, to, now))
  return sent
}

const NAME = 'alerts told'

async function tell(app: App, to: string, now: Instant): Promise<AlertsSent> {
  const { shop } = app
  const { alerts, atMost } = shop.staff
  const today = dayNumber(localDay(now, shop.timeZone))
  const day = await takeDay(app, to === alerts ? NAME : `${NAME}: ${to}`, today)
  if (day === 'taken') return { state: 'told', to }
  const { email, notices } = await withDay(app, day, async () => {
    const found = to === alerts ? await news(app, now, day) : nothing
    const open = await openNotices(app.at(now), shop, to, atMost)
    return {
      notices: open,
      email: alertEmail({ ...found, notices: open.notices, moreNotices: open.more }, app, atMost),
    }
  })
  if (!email) return { state: 'nothing to tell', to }
  const ended = await handOver(app, to, now, idOf(to, alerts, today), email)
  if (ended === 'sent') {
    await noteTold(app.at(now), notices.keys)
    return { state: 'sent', to }
  }
  await giveBack(app, day)
  return { state: 'failed', to, ...ended }
}

/** Gives the day back where the work fails: what is new is found again by the next run. */
async function withDay<T>(app: App, day: Exclude<TakenDay, 'taken'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await giveBack(app, day)
    throw error
  }
}

const nothing: Pick<Alerts, 'numbers' | 'customers' | 'more'> = { numbers: [], customers: [], more: 0 }

/** What is new since the day that was taken last. */
async function news(app: App, now: Instant, { today, before }: Exclude<TakenDay, 'taken'>) {
  const found = await findAlerts(app.at(now), app.shop, app.shop.staff.atMost, { news: Math.min(7, today - before) })
  return { ...found, numbers: found.numbers.filter(({ days }) => days <= Math.max(1, today - before)) }
}

/** `alerts-20780` for alerts; for others with a mark of the address, which the mail service learns anyway. */
function idOf(to: string, alerts: string | undefined, today: number): string {
  return to === alerts ? `alerts-${today}` : `alerts-${today}-${shortHash(to)}`
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

const LONGEST_MS = 20_000

async function handOver(
  app: App,
  to: string,
  at: Instant,
  id: string,
  email: AlertEmail,
): Promise<'sent' | { readonly why: string }> {
  const provider = openProvider(app)
  try {
    const composed = await provider.compose({
      ...{ id, at, ...email, purpose: 'service', unsubscribe: undefined },
      from: parseMailbox(app.shop.from),
      replyTo: undefined,
      to: { name: undefined, address: to },
    })
    if ('rejected' in composed) return { why: composed.rejected }
    const messages = [{ id, bytes: composed.bytes }]
    // The same email once more is the same request, and another one of the day is another.
    const key = `${id}-${shortHash(email.text)}`
    const { results } = await provider.send({ key, at, messages }, AbortSignal.timeout(LONGEST_MS))
    const [result] = results
    if (result?.outcome === 'accepted') return 'sent'
    return { why: result?.reason ?? 'The mail service did not answer' }
  } finally {
    await provider.close?.()
  }
}
