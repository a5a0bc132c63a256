/** What came of one attempt of a request. */
export interface SendAnswer {
  /** One for each message, in order. */
  readonly results: readonly SendResult[]
  /** Present: with this account nothing more may be sent for now, by no process. */
  readonly halt?: Halt
  /** What the service told of its limits. */
  readonly limits?: Limits
}

/**
 * What came of one message in this attempt. Where an earlier attempt of the same key was `unknown`, only `accepted`
 * settles the matter: the others speak of this attempt alone.
 *
 * - `accepted`: it is in the provider's hands (not "delivered").
 * - `rejected`: this attempt did not send it and no attempt ever will.
 * - `later`: this attempt did not send it, the service asks to come again. It counts as no attempt.
 * - `split`: this attempt did not send it, because something in the request of several was refused as a whole: it may
 *   follow in smaller requests, each with a key of its own.
 * - `unknown`: nobody can say; only the same bytes under the same key may follow.
 * - `uncertain`: nobody can say, and repeating would not help or could send it twice: the operator decides.
 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly providerId: string | undefined }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'later'; readonly reason: string; readonly wait?: number }
  | { readonly outcome: 'split'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string; readonly wait?: number }
  | { readonly outcome: 'uncertain'; readonly reason: string }

/** Why and until when the whole sender stands still. */
export interface Halt {
  /** The service's own word, for logs and for `doctor`: `rate_limit_exceeded`, `invalid_api_key`, `535`. */
  readonly code: string
  /** A sentence for people, with what to do. */
  readonly reason: string
  /** A number of ms from now, 00:00 UTC of the next day, or the moment at which the operator says so. */
  readonly until: number | 'midnight' | 'operator'
}

/** What a service told of its limits; what it did not tell is absent. */
export interface Limits {
  /** Requests a second. */
  readonly rate?: number
  /** Requests that are left in the present window. */
  readonly remaining?: number
  /** The rest of the window, in ms. */
  readonly reset?: number
  /** Emails counted against the quota of the day (UTC). */
  readonly usedToday?: number
  /** Emails counted against the quota of the month. */
  readonly usedThisMonth?: number
}
