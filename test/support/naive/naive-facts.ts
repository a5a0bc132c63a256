import type { Instant } from '../../../src/clock.ts'
import type { FactQuestion } from '../../../src/facts/index.ts'
import { fold } from '../../../src/text/index.ts'
import { dayNumberAt } from './naive-calendar.ts'
import type { Judging } from './naive-conditions.ts'
import { emailHappenings, latestOf } from './naive-emails.ts'
import { predictedOf } from './naive-predictions.ts'
import { instantOn, rhythmOf } from './naive-rhythm.ts'
import { countedOrders, refundOf, yearsBetween } from './naive-values.ts'
import type { World } from './world.ts'

const DAY_MS = 86_400_000

/** What a question may answer, before any condition is put to it. */
export type Answer =
  | { readonly kind: 'number' | 'date'; readonly value: number | null }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'yearly'; readonly date: { monthDay: string; year: number | null } | null }

/** The answer to a question about a fact. */
export function factOf(world: World, { fact, name }: FactQuestion, key: number, judging: Judging): Answer {
  const row = world.customers.find((one) => one.key === key)
  if (!row) throw new Error(`no customer ${key}`)
  const { at } = judging
  const orders = countedOrders(world, key, at)
  const instants = orders.map(({ ordered_at }) => ordered_at)
  const first = orders.length === 0 ? null : Math.min(...instants)
  const signedUp = row.signed_up_at !== null && row.signed_up_at <= at ? row.signed_up_at : null
  const number = (value: number | null): Answer => ({ kind: 'number', value })
  const text = (value: string | null): Answer => ({ kind: 'texts', texts: value === null ? [] : [fold(value)] })
  const yearly = (instant: Instant | null): Answer => ({
    kind: 'yearly',
    date: instant === null ? null : localDate(instant, judging),
  })
  const totals = orders.map(({ total }) => total)
  switch (fact) {
    case 'orders':
      return number(orders.length)
    case 'total_spent':
      return number(orders.reduce((sum, order) => sum + order.total - refundOf(order, at), 0))
    case 'average_order':
      return number(orders.length === 0 ? null : totals.reduce((sum, total) => sum + total, 0) / orders.length)
    case 'largest_order':
      return number(orders.length === 0 ? null : Math.max(...totals))
    case 'first_order':
      return { kind: 'date', value: first }
    case 'last_order':
      return { kind: 'date', value: orders.length === 0 ? null : Math.max(...instants) }
    case 'signed_up':
      return { kind: 'date', value: signedUp }
    case 'birthday':
      return { kind: 'yearly', date: row.birth_day === null ? null : { monthDay: row.birth_day, year: row.birth_year } }
    case 'first_order_anniversary':
      return yearly(first)
    case 'signup_anniversary':
      return yearly(signedUp)
    case 'age':
      if (row.birth_day === null || row.birth_year === null) return number(null)
      return number(yearsBetween({ monthDay: row.birth_day, year: row.birth_year }, judging))
    case 'years_as_customer': {
      const since = first ?? signedUp
      return number(since === null ? null : yearsBetween(localDate(since, judging), judging))
    }
    case 'country':
    case 'region':
    case 'city':
    case 'time_zone':
    case 'currency':
      return text(row[fact])
    case 'language':
      return languages(row.language)
    case 'tag':
      return {
        kind: 'texts',
        texts: world.customer_tags.filter(({ customer }) => customer === key).map(({ tag }) => fold(tag)),
      }
    case 'consent':
      return text(consentOf(world, key, at, null))
    case 'topic':
      return text(consentOf(world, key, at, name ?? null))
    case 'bucket':
      return number(null)
    case 'last_emailed':
      return { kind: 'date', value: latestOf(emailHappenings(world, key, 'emailed'), at) }
    case 'last_clicked':
      return { kind: 'date', value: latestOf(emailHappenings(world, key, 'clicked'), at) }
    case 'last_opened':
      return { kind: 'date', value: latestOf(emailHappenings(world, key, 'opened'), at) }
    case 'last_visit':
      return {
        kind: 'date',
        value: latestOf(
          world.events.filter(({ customer }) => customer === key),
          at,
        ),
      }
    case 'usual_gap':
      return number(rhythmOf(world, key, judging)?.gap ?? null)
    case 'overdue_ratio': {
      const rhythm = rhythmOf(world, key, judging)
      return number(rhythm && (judging.today - rhythm.last) / rhythm.gap)
    }
    case 'alive_probability':
      return number(predictedOf(world, key, judging)?.alive ?? null)
    case 'expected_orders':
      return number(predictedOf(world, key, judging)?.orders ?? null)
    case 'lifetime_value':
      return number(predictedOf(world, key, judging)?.value ?? null)
    case 'next_order_expected': {
      const rhythm = rhythmOf(world, key, judging)
      const byModel = judging.shop.predictions.nextOrder === 'model'
      const predicted = byModel ? predictedOf(world, key, judging) : null
      const day = byModel ? (predicted?.next ?? null) : rhythm && rhythm.last + Math.ceil(rhythm.gap)
      return { kind: 'date', value: day === null ? null : instantOn(day, judging.shop.timeZone) }
    }
    case 'suppressed':
      return text(suppressionOf(world, key, at))
    default:
      return attributeOf(world, fact, key)
  }
}

function localDate(instant: Instant, judging: Judging): { monthDay: string; year: number } {
  const day = new Date(dayNumberAt(instant, judging.shop.timeZone) * DAY_MS).toISOString()
  return { monthDay: day.slice(5, 10), year: Number(day.slice(0, 4)) }
}

/** `hr-HR` is Croatian too: a word stands for itself and for all that begin with it. */
function languages(tag: string | null): Answer {
  if (tag === null) return { kind: 'texts', texts: [] }
  const parts = fold(tag).split('-')
  return { kind: 'texts', texts: parts.map((_, i) => parts.slice(0, i + 1).join('-')) }
}

/** Of the words about everything and about the topic; a yes that no lasting word would give has expired. */
function consentOf(world: World, customer: number, at: Instant, topic: string | null): string {
  const rows = world.consents.filter((row) => {
    return row.customer === customer && [null, topic].includes(row.topic) && (row.at ?? 0) <= at
  })
  const state = lastWord(rows)
  if (state !== 'subscribed') return state
  const lasting = rows.filter((row) => row.status !== 'subscribed' || row.expires_at === null || row.expires_at > at)
  return lastWord(lasting) === 'subscribed' ? 'subscribed' : 'expired'
}

/** The latest dated word; an undated "unsubscribed" is beaten only by a later "subscribed" than it was written down. */
function lastWord(rows: World['consents']): string {
  const undated = rows.filter((row) => row.at === null)
  const dated = rows.flatMap((row) => (row.at === null ? [] : [{ status: row.status, at: row.at }]))
  const latest = Math.max(Number.NEGATIVE_INFINITY, ...dated.map((row) => row.at))
  const last = dated.filter((row) => row.at === latest).map((row) => row.status)
  const left = undated.filter((row) => row.status === 'unsubscribed').map((row) => row.recorded_at)
  const yes = last.length > 0 && last.every((status) => status === 'subscribed')
  if (yes && left.every((recorded) => latest > recorded)) return 'subscribed'
  if (left.length > 0 || last.includes('unsubscribed')) return 'unsubscribed'
  return last.length === 0 && undated.some((row) => row.status === 'subscribed') ? 'subscribed' : 'never asked'
}

function suppressionOf(world: World, customer: number, at: Instant): string {
  const rows = world.suppressions.filter((row) => row.customer === customer && (row.since ?? 0) <= at)
  const gravest = (['erased', 'complained', 'bounced', 'manual'] as const).find((reason) => {
    return rows.some((row) => row.reason === reason)
  })
  return gravest ?? 'no'
}

function attributeOf(world: World, name: string, customer: number): Answer {
  const declared = world.shop.attributes.find((attribute) => attribute.name === name)
  if (!declared) throw new Error(`the naive evaluator does not know "${name}"`)
  const rows = world.customer_attributes.filter((row) => row.customer === customer && row.name === name)
  const [row] = rows
  switch (declared.type) {
    case 'text':
    case 'list':
      return { kind: 'texts', texts: rows.flatMap(({ text }) => (text === null ? [] : [fold(text)])) }
    case 'yes/no':
      return { kind: 'texts', texts: row ? [row.number === 1 ? 'yes' : 'no'] : [] }
    case 'date':
      return { kind: 'date', value: row?.number ?? null }
    case 'yearly':
      return { kind: 'yearly', date: row?.month_day ? { monthDay: row.month_day, year: row.year } : null }
    default:
      return { kind: 'number', value: row?.number ?? null }
  }
}
