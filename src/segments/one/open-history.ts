import { sql } from 'kysely'
import { addLocalDays } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { asOf, type EvaluationContext } from '../context.ts'
import { runsWith } from '../runs.ts'
import type { Changes } from '../history.ts'
import type { History, JudgeOne } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/** A daily slot: its instant, and the runs that took place since the slot before. */
interface Slot {
  readonly at: Instant
  readonly runs: readonly Instant[]
}

/** Slots are looked at this far back even where the customer is younger. */
const A_YEAR = 366 * 86_400_000

/**
 * The history of one customer's memberships: what is stored where runs took place, every other daily slot judged anew;
 * the instant itself always anew.
 */
export function openHistory(one: OneCustomer, judgeOf: () => JudgeOne): History {
  const staysOf = once((segment: string) => staysIn(one, segment))
  const runsOf = once((segment: string) => runsWith(asOf(one.ctx, Number.MAX_SAFE_INTEGER), segment))
  const instantsBack = once((from: Instant) => slotsBack(one, from))
  return {
    moves,
    async storedAt(segment, at) {
      const run = (await runsOf(segment)).findLast((slot) => slot <= at)
      const isOfTheDay = run !== undefined && run > addLocalDays(at, -1, one.ctx.vocabulary.shop.timeZone)
      return isOfTheDay ? wasThere(await staysOf(segment), run) : undefined
    },
  }

  async function moves(changes: Changes, from: Instant): Promise<Instant[]> {
    const { segment, change, within } = changes
    const stays = await staysOf(segment)
    const slots = withRuns(await instantsBack(from), await runsOf(segment))
    const found: Instant[] = []
    for (const [i, slot] of slots.entries()) {
      const before = slots[i + 1]
      if (!before) break
      if (slot.runs.length > 0 && before.runs.length > 0) {
        found.push(...slot.runs.filter((run) => within(run) && stays.some((stay) => stay[change] === run)))
      } else if (within(slot.at)) {
        const [then, now] = [await wasIn(before), await wasIn(slot)]
        if (then !== now && now === (change === 'entered')) found.push(slot.at)
      }
    }
    return found

    async function wasIn({ at, runs }: Slot): Promise<boolean> {
      const run = runs.at(-1)
      if (run === undefined) return judgeOf().isMember(segment, at)
      return wasThere(stays, run)
    }
  }
}

function wasThere(stays: readonly Stay[], run: Instant): boolean {
  return stays.some(({ entered, left }) => (entered === null || entered <= run) && (left === null || left > run))
}

interface Stay {
  readonly entered: Instant | null
  readonly left: Instant | null
}

async function staysIn({ ctx, key }: OneCustomer, segment: string): Promise<Stay[]> {
  const { rows } = await sql<{ entered_at: number | null; left_at: number | null }>`
    select entered_at, left_at
    from memberships
    where segment = ${segment} and customer = ${key}`.execute(ctx.db)
  return rows.map(({ entered_at, left_at }) => ({ entered: entered_at, left: left_at }))
}

/** Of the whole shop. */
async function firstTrace({ db }: EvaluationContext): Promise<Instant | null> {
  const { rows } = await sql<{ first: number | null }>`select min(exists_from) as first from customers`.execute(db)
  return rows[0]?.first ?? null
}

/** From an instant back, a slot a day at the same local time, to the last one before the customer's first trace. */
async function slotsBack({ ctx, existsFrom }: OneCustomer, from: Instant): Promise<Instant[]> {
  const { timeZone } = ctx.vocabulary.shop
  const first = Math.min(existsFrom ?? (await firstTrace(ctx)) ?? from, from - A_YEAR)
  const instants = [from]
  for (let i = 1; (instants.at(-1) ?? 0) >= first; i++) instants.push(addLocalDays(from, -i, timeZone))
  return instants
}

function withRuns(instants: readonly Instant[], runs: readonly Instant[]): Slot[] {
  return instants.map((at, i) => {
    const before = instants[i + 1] ?? Number.NEGATIVE_INFINITY
    return { at, runs: i === 0 ? [] : runs.filter((run) => run > before && run <= at) }
  })
}

/** Asks once and remembers. */
function once<K, V>(ask: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>()
  return (key) => {
    const found = known.get(key) ?? ask(key)
    known.set(key, found)
    return found
  }
}
