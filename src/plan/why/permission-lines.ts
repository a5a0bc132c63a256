import { sql } from 'kysely'
import { dayNumber, localDay, localTime } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import { consentState, pausedUntil, suppressedBy } from '../../consent/index.ts'
import { dayInWords } from '../../segments/index.ts'
import type { PlanContext, Reason } from '../plan.ts'
import { seen, sentStates } from '../seen.ts'
import { holdoutBelow } from '../shares.ts'
import type { DecidedStep } from './decided-steps.ts'
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
    line('suppression', known.suppressed === 'no' ? 'none' : known.suppressed, known.suppressed === 'no', 'suppressed'),
    ...(marketing
      ? [line('consent', consentOf(known, telling.ctx), known.consent === 'subscribed', 'no_consent')]
      : []),
    line(`again ${againOf(campaign)}`, sentOf(sent), isFree(telling, main, sent), 'already_sent'),
    ...holdoutLines(telling, campaign, known.heldOut),
    ...(main?.reason === 'guard_stopped' ? [line('guard', 'a segment it uses jumped', false, 'guard_stopped')] : []),
    ...(marketing ? pauseLines(telling, known) : []),
    ...lateLines(campaign, main),
    ...(known.email === null ? [line('address', 'missing', false, 'missing_data')] : []),
    ...(marketing ? await dayLines(telling, campaign, main) : []),
  ]
}

function line(text: string, value: string, holds: boolean, reason: Reason): WhyClause {
  return { text, file: null, line: null, value, holds, within: [], reason }
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

/** `subscribed 3 March 2024, import`. */
function consentOf({ consent, said }: Permission, { shop }: PlanContext): string {
  const [at, source] = said?.split(' ') ?? []
  return at === undefined ? consent : `${consent} ${dayInWords(localDay(Number(at), shop.timeZone))}, ${source}`
}

function againOf({ again }: Campaign): string {
  return typeof again === 'object' ? `after ${again.afterDays} days` : again
}

/** Nothing of the campaign went out today, and nothing that stands against another. */
function isFree({ slot }: Telling, main: DecidedStep | undefined, [latest]: readonly SentEmail[]): boolean {
  return main ? main.reason !== 'already_sent' : latest?.at.slice(0, 10) !== slot.today
}

function sentOf([latest, ...others]: readonly SentEmail[]): string {
  if (!latest) return 'nothing sent yet'
  return `${latest.step} sent ${latest.at.slice(0, 10)}${others.length > 0 ? `, and ${others.length} before` : ''}`
}

function holdoutLines({ ctx }: Telling, { holdout, purpose }: Campaign, heldOut: number): WhyClause[] {
  const shares = [holdout, purpose === 'marketing' ? ctx.shop.holdout : undefined].filter(
    (share) => share !== undefined,
  )
  if (shares.length === 0) return []
  const text = `holdout ${shares.map((share) => `${Number((share * 100).toFixed(4))} percent`).join(' and ')}`
  return [line(text, heldOut === 1 ? 'in it: gets nothing, is measured' : 'not in it', heldOut === 0, 'holdout')]
}

/** The customer asked for some time without marketing. */
function pauseLines({ ctx }: Telling, { paused }: Permission): WhyClause[] {
  const isOver = paused === null || Number(paused) <= ctx.now
  return isOver ? [] : [line('pause', `until ${localDay(Number(paused), ctx.shop.timeZone)}`, false, 'paused')]
}

function lateLines({ late }: Campaign, main: DecidedStep | undefined): WhyClause[] {
  if (!main || main.reason === 'not_yet' || main.day === null) return []
  const days = main.day - main.dueDay
  const value = days <= 0 ? 'on its day' : `${days === 1 ? '1 day' : `${days} days`} after its day`
  return [line(`late at most ${late === 1 ? '1 day' : `${late} days`}`, value, main.reason !== 'too_late', 'too_late')]
}

/** What the customer's day and the shop's limits say. */
async function dayLines(telling: Telling, campaign: Campaign, main: DecidedStep | undefined): Promise<WhyClause[]> {
  const { ctx, steps } = telling
  const clauses: WhyClause[] = []
  const due = main !== undefined && main.reason !== 'not_yet'
  if (due) {
    const rival = steps.find((step) => step !== main && step.decision === 'send' && isMarketing(telling, step))
    const behind =
      rival && main.reason === 'outranked' ? `behind ${rival.campaign} (${priorityOf(telling, rival)})` : undefined
    const held = main.reason === 'outranked' ? (behind ?? 'an email of the day is on its way') : 'first of its day'
    clauses.push(line(`priority ${campaign.priority}`, held, main.reason !== 'outranked', 'outranked'))
  }
  const { limit, quiet } = ctx.shop
  if (limit) {
    const text = `limit ${limit.count} marketing ${limit.count === 1 ? 'email' : 'emails'} per ${limit.days} days`
    clauses.push(
      line(text, `${await countIn(telling, limit.days, main)} so far`, main?.reason !== 'cap_reached', 'cap_reached'),
    )
  }
  if (quiet && due && main.sendAt !== null) {
    const clock = quiet.clock === 'shop' ? ctx.shop.timeZone : main.zone
    const text = `quiet ${quiet.from} to ${quiet.to} ${quiet.clock} time`
    const value = `${localTime(main.sendAt, clock).slice(11, 16)} is outside`
    const moved = main.reason === 'quiet_hours'
    clauses.push(line(text, moved ? `waits until ${value.slice(0, 5)}` : value, !moved, 'quiet_hours'))
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
