import { createHash } from 'node:crypto'

/** The life of a key, in ms (resend.com/docs/dashboard/emails/idempotency-keys). */
export const KEY_LIFE = 24 * 3_600_000

/** What a key says about a request: go on, answer as before, or one of the two conflicts. */
export type KeyVerdict =
  | { readonly kind: 'new'; done(answer: StoredAnswer): void; forget(): void }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer }
  | { readonly kind: 'in flight' }
  | { readonly kind: 'other body' }

export interface StoredAnswer {
  readonly status: number
  readonly body: string
}

/** The keys of all accounts, for 24 hours of the fake's clock each. */
export function idempotencyKeys(now: () => number) {
  const keys = new Map<string, { hash: string; at: number; answer: StoredAnswer | undefined }>()
  /** `scope` is API key, method, path and key together (FAKE-02). */
  return (scope: readonly string[], body: string | Uint8Array): KeyVerdict => {
    const name = JSON.stringify(scope)
    const hash = createHash('sha256').update(body).digest('base64')
    const known = keys.get(name)
    if (known && now() - known.at < KEY_LIFE) {
      if (known.hash !== hash) return { kind: 'other body' }
      return known.answer ? { kind: 'replay', answer: known.answer } : { kind: 'in flight' }
    }
    const entry: { hash: string; at: number; answer: StoredAnswer | undefined } = { hash, at: now(), answer: undefined }
    keys.set(name, entry)
    return {
      kind: 'new',
      done(answer) {
        entry.answer = answer
      },
      forget: () => keys.delete(name),
    }
  }
}
