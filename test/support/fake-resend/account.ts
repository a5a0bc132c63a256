import { numbersFrom } from '../numbers-from.ts'
import type { FakeDomain } from './domains.ts'
import { type FaultPlan, faultPlan } from './faults.ts'
import { idempotencyKeys, type KeyVerdict } from './idempotency.ts'
import { type AccountLimits, type Meter, meter } from './limits.ts'
import { type SentEmails, sentEmails } from './sent-emails.ts'
import type { SuppressedAddresses } from './suppressions.ts'
import type { Behaviour } from './webhook-events.ts'
import { type WebhookSender, webhookSender } from './webhook-sender.ts'

/** What a test chooses; all of it may change while the fake runs. */
export interface FakeOptions extends AccountLimits {
  /** The API keys there are, and what each may do. */
  readonly keys: Readonly<Record<string, 'full' | 'sending' | 'suspended'>>
  /** Domains that may send; `any`: all. */
  readonly domains: readonly (string | FakeDomain)[] | 'any'
  /** How long a request takes, in ms: from, to. */
  readonly latency: readonly [number, number]
  readonly bodies: 'kept' | 'dropped'
  /** Whether a definitive refusal is stored under its key; the docs do not say (delivery.md Q1). */
  readonly refusals: 'stored' | 'forgotten'
  readonly behaviour: Behaviour
  /** Where the webhooks go; absent: they wait. */
  readonly webhooks?: { readonly url: string; readonly secret: string }
  /** `own`: every email's webhooks at once. `asked`: only at a flush. */
  readonly webhookPace: 'own' | 'asked'
}

/** A team of Resend in memory, with the file of what it accepted. */
export interface Account {
  options: FakeOptions
  readonly ledger: string
  readonly now: () => number
  readonly random: () => number
  readonly faults: FaultPlan
  readonly meter: Meter
  readonly emails: SentEmails
  readonly suppressed: SuppressedAddresses
  readonly webhooks: WebhookSender
  /** How often each status was answered, and each request came. */
  readonly answered: Record<string, number>
  key(scope: readonly string[], body: Uint8Array): KeyVerdict
  /** The clock from now on: an instant at which it stands, or so many ms ahead of the real one. */
  setClock(clock: number | { readonly ahead: number }): void
}

/** The defaults of a paid team with a key `re_test_key` and 10 requests a second. */
export const defaults: FakeOptions = {
  keys: { re_test_key: 'full' },
  domains: 'any',
  rate: 10,
  daily: 'none',
  monthly: 'none',
  latency: [0, 0],
  bodies: 'kept',
  refusals: 'stored',
  behaviour: {},
  webhookPace: 'asked',
}

/** Opens an account. Everything by chance comes from the seed; `now` may be replaced by `setClock`. */
export function openAccount(place: {
  readonly ledger: string
  readonly now: () => number
  readonly seed: number
  readonly options: Partial<FakeOptions>
}): Account {
  const { ledger, seed } = place
  let clock = place.now
  const now = () => clock()
  const account: Account = {
    options: { ...defaults, ...place.options },
    ledger,
    now,
    random: numbersFrom(seed ^ 0x5eed),
    faults: faultPlan(seed),
    meter: meter(now, () => account.options),
    emails: sentEmails(() => account.options.bodies),
    suppressed: new Map(),
    webhooks: webhookSender(seed, () => account.options.behaviour),
    answered: {},
    key: idempotencyKeys(now),
    setClock(wanted) {
      clock = typeof wanted === 'number' ? () => wanted : () => place.now() + wanted.ahead
    },
  }
  return account
}
