import { sql } from 'kysely'
import { dayNumber, localDay, localTime } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import { consentState, pausedUntil, suppressedBy } from '../../consent/index.ts'
import type { PlanContext, Reason } from '../plan.ts'
import { seen, sentStates } from '../seen.ts'
import { holdoutBelow } from '../shares.ts'
import type { DecidedStep } from './decided-steps.ts'
import { type Found, foundInWords } from './found.ts'
import type { SentEmail } from './sent-emails.ts'
import type { Telling } from './telling.ts'
import type { WhyClause } from './why-clause.ts'

/**
 * What stands between the rules and the email: suppression, consent, what was sent before, holdout, lateness, the
 * other campaigns of the day, the limit, the quiet hours. Service emails ask for less.
 */
export async function permissionLines(
  telling: Telling,
  campaign: Campaign,
  main: DecidedStep | undefined,
  sent: readonly SentEmail[],
): Promise<WhyClause[]> {
  const marketing = campaign.purpose === 'marketing'
  const known = await permissionOf(telling, campaign)
  return [
    line('suppression', suppressionOf(known), known.suppressed === 'no', 'suppressed'),
    ...(marketing
      ? [line('consent', consentOf(known, telling.ctx), known.consent === 'subscribed', 'no_consent')]
      : []),
    line(`again ${againOf(campaign)}`, sentOf(sent), isFree(telling, main, sent), 'already_sent'),
    ...holdoutLines(telling, campaign, known.heldOut),
    ...(main?.reason === 'guard_stopped' ? [line('guard', { is: 'jumped' }, false, 'guard_stopped')] : []),
    ...(marketing ? pauseLines(telling, known) : []),
    ...lateLines(campaign, main),
    ...(known.email === null ? [line('address', { is: 'missing' }, false, 'missing_data')] : []),
    ...(marketing ? await dayLines(telling, campaign, main) : []),
  ]
}

/** What stands between the rules and a word to the shop: nobody's consent, address or limit. */
export async function noticeLines(
  telling: Telling,
  campaign: Campaign,
  main: DecidedStep,
  told: readonly SentEmail[],
): Promise<WhyClause[]> {
  const { suppressed, heldOut } = await permissionOf(telling, campaign)
  const erased: Found = { is: 'state', state: suppressed }
  return [
    ...(suppressed === 'erased' ? [line('suppression', erased, false, 'suppressed')] : []),
    line(`again ${againOf(campaign)}`, sentOf(told), isFree(telling, main, told), 'already_sent'),
    ...holdoutLines(telling, campaign, heldOut),
    ...(main.reason === 'guard_stopped' ? [line('guard', { is: 'jumped' }, false, 'guard_stopped')] : []),
    ...lateLines(campaign, main),
  ]
}

function line(text: string, found: Found, holds: boolean, reason: Reason): WhyClause {
  return { text, file: null, line: null, value: foundInWords(found), found, holds, within: [], reason }
}

interface Permission {
  readonly consent: string
  /** The day and the way of the latest word. */
  readonly said: string | null
  readonly suppressed: string
  readonly paused: number | null
  readonly heldOut: number
  readonly email: string | null
}

async function permissionOf({ ctx, customer }: Telling, campaign: Campaign): Promise<Permission> {
  const held = [
    ...(campaign.holdout === undefined ? [] : [holdoutBelow(ctx.dialect, campaign.name, sql`c.id`, campaign.holdout)]),
    ...(ctx.shop.holdout && campaign.purpose === 'marketing'
      ? [holdoutBelow(ctx.dialect, 'holdout', sql`c.id`, ctx.shop.holdout)]
      : []),
  ]
  const { rows } = await sql<Permission>`
    select ${consentState(ctx, sql`c.key`, sql`${ctx.now}`, campaign.topic)} as consent, ${suppressedBy(ctx, sql`c.key`)} as suppressed, c.email, ${lastWord(campaign)} as said,
      ${pausedUntil(ctx, sql`c.key`)} as paused,
      ${held.length === 0 ? sql`0` : sql`case when ${sql.join(held, sql` or `)} then 1 else 0 end`} as "heldOut"
    from customers as c
    where c.key = ${customer}`.execute(ctx.db)
  return rows[0] ?? { consent: 'never asked', said: null, suppressed: 'no', paused: null, heldOut: 0, email: null }
}

/** The instant and the source of what was said last. */
const lastWord = ({ topic }: Campaign) => sql`(
        select at || ' ' || source
        from consents
        where customer = c.key and (topic is null or topic = ${topic}) and at is not null
        order by at desc
        limit 1
      )`

function suppressionOf({ suppressed }: Permission): Found {
  return suppressed === 'no' ? { is: 'none' } : { is: 'state', state: suppressed }
}

function consentOf({ consent, said }: Permission, { shop }: PlanContext): Found {
  const [, at, source = ''] = /^(\d+) (.*)$/.exec(said ?? '') ?? []
  if (at === undefined) return { is: 'state', state: consent }
  return { is: 'state', state: consent, day: localDay(Number(at), shop.timeZone), source }
}

function againOf({ again }: Campaign): string {
  return typeof again === 'object' ? `after ${again.afterDays} days` : again
}

/** Nothing of the campaign went out today, and nothing that stands against another. */
function isFree({ slot }: Telling, main: DecidedStep | undefined, [latest]: readonly SentEmail[]): boolean {
  return main ? main.reason !== 'already_sent' : latest?.at.slice(0, 10) !== slot.today
}

function sentOf([latest, ...others]: readonly SentEmail[]): Found {
  if (!latest) return { is: 'nothing sent' }
  return { is: 'sent', step: latest.step, day: latest.at.slice(0, 10), before: others.length }
}

function holdoutLines({ ctx }: Telling, { holdout, purpose }: Campaign, heldOut: number): WhyClause[] {
  const shares = [holdout, purpose === 'marketing' ? ctx.shop.holdout : undefined].filter(
    (share) => share !== undefined,
  )
  if (shares.length === 0) return []
  const text = `holdout ${shares.map((share) => `${Number((share * 100).toFixed(4))} percent`).join(' and ')}`
  return [line(text, { is: heldOut === 1 ? 'in the holdout' : 'not in the holdout' }, heldOut === 0, 'holdout')]
}

/** The customer asked for some time without marketing. */
function pauseLines({ ctx }: Telling, { paused }: Permission): WhyClause[] {
  const isOver = paused === null || Number(paused) <= ctx.now
  if (isOver) return []
  return [line('pause', { is: 'paused until', day: localDay(Number(paused), ctx.shop.timeZone) }, false, 'paused')]
}

function lateLines({ late }: Campaign, main: DecidedStep | undefined): WhyClause[] {
  if (!main || main.reason === 'not_yet' || main.day === null) return []
  const days = main.day - main.dueDay
  const found: Found = days <= 0 ? { is: 'on its day' } : { is: 'after its day', days }
  return [line(`late at most ${late === 1 ? '1 day' : `${late} days`}`, found, main.reason !== 'too_late', 'too_late')]
}

/** What the customer's day and the shop's limits say. */
async function dayLines(telling: Telling, campaign: Campaign, main: DecidedStep | undefined): Promise<WhyClause[]> {
  const { ctx, steps } = telling
  const clauses: WhyClause[] = []
  const due = main !== undefined && main.reason !== 'not_yet'
  if (due) {
    const rival = steps.find((step) => step !== main && step.decision === 'send' && isMarketing(telling, step))
    const behind: Found = rival
      ? { is: 'behind', campaign: rival.campaign, priority: priorityOf(telling, rival) }
      : { is: 'behind another' }
    const found: Found = main.reason === 'outranked' ? behind : { is: 'first of its day' }
    clauses.push(line(`priority ${campaign.priority}`, found, main.reason !== 'outranked', 'outranked'))
  }
  const { limit, quiet } = ctx.shop
  if (limit) {
    const text = `limit ${limit.count} marketing ${limit.count === 1 ? 'email' : 'emails'} per ${limit.days} days`
    const count = await countIn(telling, limit.days, main)
    clauses.push(line(text, { is: 'so far', count }, main?.reason !== 'cap_reached', 'cap_reached'))
  }
  if (quiet && due && main.sendAt !== null) {
    const clock = quiet.clock === 'shop' ? ctx.shop.timeZone : main.zone
    const text = `quiet ${quiet.from} to ${quiet.to} ${quiet.clock} time`
    const moved = main.reason === 'quiet_hours'
    const time = localTime(main.sendAt, clock).slice(11, 16)
    clauses.push(line(text, { is: moved ? 'waits until' : 'outside', time }, !moved, 'quiet_hours'))
  }
  return clauses
}

function isMarketing({ ctx }: Telling, { campaign }: DecidedStep): boolean {
  return ctx.campaigns.some(({ name, purpose }) => name === campaign && purpose === 'marketing')
}

function priorityOf({ ctx }: Telling, { campaign }: DecidedStep): number {
  return ctx.campaigns.find(({ name }) => name === campaign)?.priority ?? 0
}

/** Marketing emails within the days that end with the one in question. */
async function countIn({ ctx, customer, slot }: Telling, days: number, main: DecidedStep | undefined): Promise<number> {
  const last = main?.dueDay ?? dayNumber(slot.today)
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from messages as m
    where m.customer = ${customer} and m.purpose = 'marketing' and m.state in (${sentStates}) and ${seen(ctx, 'm')}
      and m.day > ${last - days} and m.day <= ${last}`.execute(ctx.db)
  return Number(rows[0]?.number ?? 0)
}
