import { sql } from 'kysely'
import { addLocalDays } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { asOf } from '../context.ts'
import { runsWith } from '../runs.ts'
import type { Changes } from '../history.ts'
import { firstTrace, type Slot, slotsBack, withRuns } from '../slots.ts'
import type { History, JudgeOne } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/**
 * The history of one customer's memberships: what is stored where runs took place, every other daily slot judged anew;
 * the instant itself always anew.
 */
export function openHistory(one: OneCustomer, judgeOf: () => JudgeOne): History {
  const staysOf = once((segment: string) => staysIn(one, segment))
  const runsOf = once((segment: string) => runsWith(asOf(one.ctx, Number.MAX_SAFE_INTEGER), segment))
  const traceOf = once(async ({ ctx, existsFrom }: OneCustomer) => existsFrom ?? (await firstTrace(ctx)))
  return {
    moves,
    async storedAt(segment, at) {
      const run = (await runsOf(segment)).findLast((slot) => slot <= at)
      const isOfTheDay = run !== undefined && run > addLocalDays(at, -1, one.ctx.vocabulary.shop.timeZone)
      return isOfTheDay ? wasThere(await staysOf(segment), run) : undefined
    },
  }

  async function moves(changes: Changes, from: Instant): Promise<Instant[]> {
    const { segment, change, within, since } = changes
    const stays = await staysOf(segment)
    const instants = slotsBack(from, await traceOf(one), one.ctx.vocabulary.shop.timeZone, since)
    const slots = withRuns(instants, await runsOf(segment))
    const found: Instant[] = []
    for (const [i, slot] of slots.entries()) {
      const before = slots[i + 1]
      if (!before || slot.at < (since ?? slot.at)) break
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
  return stays.some(({ entered, left }) => entered <= run && (left === null || left > run))
}

interface Stay {
  readonly entered: Instant
  readonly left: Instant | null
}

async function staysIn({ ctx, key }: OneCustomer, segment: string): Promise<Stay[]> {
  const { rows } = await sql<{ entered_at: number; left_at: number | null }>`
    select entered_at, left_at
    from memberships
    where segment = ${segment} and customer = ${key}`.execute(ctx.db)
  return rows.map(({ entered_at, left_at }) => ({ entered: entered_at, left: left_at }))
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
