import { failed, type Answer } from './send.ts'

/** An address on the team's list. */
export interface Suppressed {
  readonly id: string
  readonly email: string
  readonly origin: 'bounce' | 'complaint' | 'manual'
  readonly source_id: string | null
  readonly created_at: string
}

/** By address in small letters, in the order in which they came. */
export type SuppressedAddresses = Map<string, Suppressed>

/** Newest first, a page of 1 to 100 (default 20), `after` an id. */
export function listSuppressed(addresses: SuppressedAddresses, query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return failed('validation_error')
  const origin = query.get('origin')
  const newest = [...addresses.values()].reverse().filter((one) => origin === null || one.origin === origin)
  const after = query.get('after')
  const start = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1
  const data = newest.slice(start, start + limit)
  return { status: 200, json: { object: 'list', has_more: start + limit < newest.length, data } }
}

/** One of them by id or address. */
export function suppressedNamed(addresses: SuppressedAddresses, idOrEmail: string): Suppressed | undefined {
  return addresses.get(idOrEmail.toLowerCase()) ?? [...addresses.values()].find(({ id }) => id === idOrEmail)
}

/** Adds addresses by hand; one that is there already stays as it is. */
export function suppressAddresses(addresses: SuppressedAddresses, emails: readonly string[], at: number): Suppressed[] {
  return emails.map((written) => {
    const email = written.trim().toLowerCase()
    const known = addresses.get(email)
    if (known) return known
    const id = `00000000-0000-4000-8000-${String(addresses.size + 1).padStart(12, '0')}`
    const added = { id, email, origin: 'manual', source_id: null, created_at: new Date(at).toISOString() } as const
    addresses.set(email, added)
    return added
  })
}

/** The 1 to 100 addresses of a batch; undefined for any other body. */
export function batchOf(body: unknown, key: 'emails' | 'ids'): string[] | undefined {
  const list = (body as Record<string, unknown> | null)?.[key]
  if (!Array.isArray(list) || list.length < 1 || list.length > 100) return undefined
  return list.every((one) => typeof one === 'string') ? list : undefined
}
