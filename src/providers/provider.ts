import type { Instant } from '../clock.ts'
import type { Email } from './email.ts'

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
  /** The exact bytes of one email, equal for equal emails. Only what can never be sent is rejected, with a sentence. */
  compose(email: Email): Promise<Composed>
  /** One result for each message, in order. Never throws: what went wrong on the way is `unknown`. */
  send(request: SendRequest, signal: AbortSignal): Promise<readonly SendResult[]>
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

/**
 * `accepted`: it is in the provider's hands (not "delivered"). `rejected`: it was not sent and never will be.
 * `unknown`: nobody can say; only the same bytes may follow.
 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly providerId: string | undefined }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string }
