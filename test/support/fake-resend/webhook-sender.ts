import { numbersFrom } from '../numbers-from.ts'
import type { SentEmail } from './sent-emails.ts'
import { type Behaviour, signedHeaders, signingSecret, type Webhook, webhookOf, webhooksOf } from './webhook-events.ts'

/** How a flush mistreats the webhooks that wait (FAKE-06); every share is 0 to 1. */
export interface FlushOptions {
  readonly order?: 'true' | 'shuffled'
  readonly duplicated?: number
  /** Never sent; they wait for a replay. */
  readonly dropped?: number
  /** Additional ones under a wrong secret. */
  readonly forged?: number
  /** Signed more than five minutes ago. */
  readonly late?: number
  /** Additional ones of a type that nobody knows. */
  readonly unknown?: number
  /** Requests at once (default 8). */
  readonly atOnce?: number
}

/** What the receiver answered, by status; 0: nothing. */
export interface Flushed {
  readonly answers: Readonly<Record<number, number>>
  readonly waiting: number
  readonly dropped: number
}

/** The queue of webhooks of one endpoint. */
export interface WebhookSender {
  happened(email: SentEmail): void
  /** Sends what waits; what is not answered 2xx waits for the next flush, under the same svix-id. */
  flush(target: WebhookTarget, options?: FlushOptions): Promise<Flushed>
  /** Everything that ever went out or was dropped waits again, under the same svix-ids. */
  replay(): void
}

export interface WebhookTarget {
  readonly url: string
  readonly secret: string
}

/** A sender whose chances come from the seed. `behaviour` is read for each email. */
export function webhookSender(seed: number, behaviour: () => Behaviour): WebhookSender {
  const random = numbersFrom(seed)
  const all: Webhook[] = []
  const emails: SentEmail[] = []
  let waiting: Webhook[] = []
  return {
    happened(email) {
      const caused = webhooksOf(email, behaviour(), random)
      email.lastEvent = lastEvent(caused)
      emails.push(email)
      all.push(...caused)
      waiting.push(...caused)
    },
    replay() {
      waiting = [...all]
    },
    async flush(target, options = {}) {
      const batch = waiting
      const kept = batch.filter(() => random() >= (options.dropped ?? 0))
      waiting = []
      const sends = ordered(
        [...kept.flatMap((one) => sendsOf(one, options, random)), ...strangers(kept, emails, options, random)],
        options,
        random,
      )
      const answers: Record<number, number> = {}
      const unheard = new Set<Webhook>()
      await inParallel(options.atOnce ?? 8, sends, async ({ webhook, kind }) => {
        const status = await post(target, webhook, kind)
        answers[status] = (answers[status] ?? 0) + 1
        if (kind === 'true' && (status < 200 || status > 299)) unheard.add(webhook)
      })
      waiting.push(...unheard)
      return { answers, waiting: waiting.length, dropped: batch.length - kept.length }
    },
  }
}

interface Send {
  readonly webhook: Webhook
  readonly kind: 'true' | 'late' | 'forged'
}

function sendsOf(webhook: Webhook, options: FlushOptions, random: () => number): Send[] {
  const kind = random() < (options.late ?? 0) ? 'late' : 'true'
  const once: Send[] = [{ webhook, kind }]
  return random() < (options.duplicated ?? 0) ? [...once, ...once] : once
}

/** Webhooks that no email caused. */
function strangers(
  kept: readonly Webhook[],
  emails: readonly SentEmail[],
  options: FlushOptions,
  random: () => number,
): Send[] {
  const some = (share: number | undefined) => kept.filter(() => random() < (share ?? 0))
  const about = () => emails[Math.floor(random() * emails.length)] as SentEmail
  const forged = some(options.forged).map((): Send => {
    const email = about()
    return { webhook: webhookOf(email, email.to[0] ?? '', 'email.complained'), kind: 'forged' }
  })
  const unknown = some(options.unknown).map((): Send => {
    const email = about()
    return { webhook: webhookOf(email, email.to[0] ?? '', 'email.read_aloud'), kind: 'true' }
  })
  return [...forged, ...unknown]
}

function ordered(sends: Send[], { order = 'true' }: FlushOptions, random: () => number): Send[] {
  if (order === 'true') return sends
  return sends
    .map((send) => [random(), send] as const)
    .sort(([a], [b]) => a - b)
    .map(([, send]) => send)
}

async function post({ url, secret }: WebhookTarget, webhook: Webhook, kind: Send['kind']): Promise<number> {
  // The receiver measures the age by its own clock, so these times are real.
  const at = kind === 'late' ? Date.now() - 301_000 : Date.now()
  const headers = signedHeaders(webhook, kind === 'forged' ? signingSecret(1) : secret, at)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: webhook.body,
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

async function inParallel<T>(atOnce: number, list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let i = next++; i < list.length; i = next++) await work(list[i] as T)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

function lastEvent(caused: readonly Webhook[]): string {
  const last = caused.at(-1)
  return last ? String(JSON.parse(last.body).type).replace('email.', '') : 'sent'
}
