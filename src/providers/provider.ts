import type { Instant } from '../clock.ts'
import type { Account } from './account.ts'
import type { Email } from './email.ts'
import type { SendAnswer, SendResult } from './send-answer.ts'
import type { SuppressionList } from './suppression-list.ts'

/** A mail service as it stands in the list: what it is, what it needs, how it is opened. */
export interface ProviderKind {
  readonly name: string
  readonly doc: string
  readonly settings: readonly Setting[]
  open(place: ProviderPlace): Provider
}

/** A value a provider needs from the environment, such as an API key. */
export interface Setting {
  readonly name: string
  readonly doc: string
  /** Without a needed one nothing can be sent. */
  readonly need: 'needed' | 'optional'
  /** What is wrong with a value, as the end of a sentence that begins with the name, never repeating the value. */
  fault(value: string): string | undefined
}

/** Where a provider works. */
export interface ProviderPlace {
  /** The shop's folder, absolute. */
  readonly dir: string
  /** The shop's zone. */
  readonly timeZone: string
  /** The values of `settings` by name. */
  readonly settings: Readonly<Record<string, string>>
}

/**
 * A mail service, opened. It must hold to `test/contracts/provider.ts`: bytes are made once by `compose`, stored by the
 * caller, and `send` may be asked any number of times for the same request.
 */
export interface Provider {
  readonly name: string
  /** Most messages in one request. */
  readonly most: number
  /** Most requests that may be under way at once, by all processes together. */
  readonly atOnce: number
  /**
   * What is repeated when the outcome is unknown: single messages, or only the request as a whole with all its members
   * (because the idempotency key belongs to the request).
   */
  readonly unit: 'message' | 'request'
  /**
   * How long after the first attempt, in ms, the same bytes may be handed over again without a second email: `Infinity`
   * for ever, 0 never (a message of unknown outcome is then `uncertain` at once).
   */
  readonly repeatable: number
  /** Requests a second until the service tells its own number; undefined: as fast as it goes. */
  readonly rate: number | undefined
  /** The exact bytes of one email, equal for equal emails. Only what can never be sent is rejected, with a sentence. */
  compose(email: Email): Promise<Composed>
  /** One result for each message, in order. Never throws: what went wrong on the way is `unknown`. */
  send(request: SendRequest, signal: AbortSignal): Promise<SendAnswer>
  /**
   * Looks for messages of unknown outcome in the service's own list (SEND-08 b): `accepted` where exactly one fits,
   * `unknown` for all others. That it is not in the list proves nothing. Absent: the service keeps no list.
   */
  find?(messages: readonly SoughtMessage[], signal: AbortSignal): Promise<readonly SendResult[]>
  /**
   * Asks how the account stands for a sender of `domain`; sends nothing. Absent: there is no account, the emails stay on
   * this computer.
   */
  examine?(domain: string, signal: AbortSignal): Promise<Account>
  /** The service's own list of those it writes no more to. Absent: it keeps none. */
  readonly suppressions?: SuppressionList
  /** Lets go of open connections; a closed provider is not used again. */
  close?(): Promise<void>
}

export type Composed = { readonly bytes: Uint8Array } | { readonly rejected: string }

/** A frozen request: equal in every attempt. */
export interface SendRequest {
  /** The idempotency key, ASCII, at most 256 characters. */
  readonly key: string
  /** The instant at which it was frozen. */
  readonly at: Instant
  readonly messages: readonly FrozenMessage[]
}

/** The id of a message and its bytes as `compose` made them. */
export interface FrozenMessage {
  readonly id: string
  readonly bytes: Uint8Array
}

/** A message that may have been accepted somewhere between the first attempt and the last. */
export interface SoughtMessage extends FrozenMessage {
  readonly from: Instant
  readonly until: Instant
}
