import type { MessageEventKind } from '../../../src/db/index.ts'
import { fold } from '../../../src/text/index.ts'
import { CAMPAIGNS, LINKS, TOPICS } from './names.ts'
import { type Making, randomInstant } from './random-world.ts'
import type { World } from './world.ts'

/** Emails belong to a run; this one says nothing of any segment. */
export const firstRun: World['runs'][number] = {
  ...{ key: 999, slot: 1, started_at: 1, finished_at: 1, state: 'done', summary: '{}' },
}

const KINDS: readonly MessageEventKind[] = [
  'delivered',
  'opened',
  'opened',
  'clicked',
  'clicked',
  'bounced',
  'complained',
]

/** Emails submitted and not, and what became of some; events whose message is gone, too. */
export function randomEmails(making: Making, customers: readonly number[]): Pick<World, 'messages' | 'message_events'> {
  const messages = customers
    .flatMap((customer) => randomMessages(making, customer))
    .map((row, i) => ({ ...row, key: i + 1, occasion: `o${i}` }))
  const events = customers.flatMap((customer) => randomMessageEvents(making, customer, messages))
  return { messages, message_events: events.map((row, i) => ({ ...row, key: i + 1 })) }
}

function randomMessages(making: Making, customer: number): Omit<World['messages'][number], 'key' | 'occasion'>[] {
  const { random, now } = making
  return Array.from({ length: random.pick([0, 0, 1, 2, 4]) }, () => {
    const submitted = random.chance(0.85)
    return {
      ...{ customer, campaign: random.pick(CAMPAIGNS), step: 'one', template: random.pick(CAMPAIGNS) },
      topic: random.chance(0.8) ? random.pick(TOPICS) : null,
      state: submitted ? ('submitted' as const) : ('queued' as const),
      ...{
        reason: 'due',
        variant: null,
        purpose: 'marketing' as const,
        run: firstRun.key,
        first_run: null,
        started_at: now,
        due_day: 0,
      },
      ...{ day: 0, send_at: now, order: null, attempt: 0, lease_until: null, first_attempt_at: null, batch: null },
      submitted_at: submitted ? randomInstant(making) : null,
      ...{ provider: null, provider_id: null, error: null, notify: null },
    }
  })
}

function randomMessageEvents(
  making: Making,
  customer: number,
  messages: World['messages'],
): Omit<World['message_events'][number], 'key'>[] {
  const { random, now } = making
  const own = messages.filter((message) => message.customer === customer)
  return Array.from({ length: random.pick([0, 0, 1, 2, 3, 6]) }, () => {
    const kind = random.pick(KINDS)
    const link = kind === 'clicked' && random.chance(0.8) ? random.pick(LINKS) : null
    return {
      ...{ customer, kind, at: randomInstant(making), recorded_at: now },
      machine: random.chance(0.25) ? (1 as const) : (0 as const),
      message: own.length > 0 && random.chance(0.5) ? random.pick(own).key : null,
      campaign: random.chance(0.8) ? random.pick(CAMPAIGNS) : null,
      template: random.chance(0.8) ? random.pick(CAMPAIGNS) : null,
      topic: random.chance(0.8) ? random.pick(TOPICS) : null,
      link,
      link_folded: link === null ? null : fold(link),
      ...{ links: null, detail: null, provider_event: null },
    }
  })
}
