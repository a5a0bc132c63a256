import type { Account } from './account.ts'
import { listDomains, oneDomain } from './domains.ts'
import { type Answer, failed, sendBatch, sendOne } from './send.ts'
import { listedEmail } from './sent-emails.ts'
import { isAddress } from './validate.ts'
import { batchOf, listSuppressed, suppressAddresses, suppressedNamed } from './suppressions.ts'

/** A request after its head was checked. */
export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  readonly key: string
}

/** Answers what an email sender asks of Resend (FAKE-01). */
export function answer(account: Account, request: ApiRequest): Answer {
  const { method, path } = request
  const route = routes.find((one) => one.pattern.test(path) && one.method === method)
  if (route) return route.answer(account, request, route.pattern.exec(path)?.[1] ?? '')
  return failed(routes.some(({ pattern }) => pattern.test(path)) ? 'method_not_allowed' : 'not_found')
}

interface Route {
  readonly method: string
  readonly pattern: RegExp
  answer(account: Account, request: ApiRequest, id: string): Answer
}

const routes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/emails$/,
    answer: (account, { body, key }) => sendOne(account, body, key),
  },
  {
    method: 'POST',
    pattern: /^\/emails\/batch$/,
    answer: (account, { body, key, headers }) =>
      sendBatch(account, body, key, headers['x-batch-validation'] === 'permissive' ? 'permissive' : 'strict'),
  },
  { method: 'GET', pattern: /^\/emails$/, answer: (account, { query }) => list(account, query) },
  {
    method: 'GET',
    pattern: /^\/emails\/([^/]+)$/,
    answer(account, _, id) {
      const email = account.emails.byId(id)
      if (!email) return failed('not_found')
      const { html = null, text = null } = (email.body ?? {}) as { html?: string; text?: string }
      const tags = Object.entries(email.tags).map(([name, value]) => ({ name, value }))
      return { status: 200, json: { object: 'email', ...listedEmail(email), html, text, tags } }
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/emails\/([^/]+)$/,
    answer(account, { body }, id) {
      const email = account.emails.byId(id)
      if (!email) return failed('not_found')
      if (email.lastEvent !== 'scheduled') return failed('validation_error')
      email.scheduledAt = String((body as { scheduled_at?: unknown } | null)?.scheduled_at)
      return { status: 200, json: { object: 'email', id } }
    },
  },
  {
    method: 'POST',
    pattern: /^\/emails\/([^/]+)\/cancel$/,
    answer(account, _, id) {
      const email = account.emails.byId(id)
      if (!email) return failed('not_found')
      if (email.lastEvent !== 'scheduled') return failed('validation_error')
      email.lastEvent = 'canceled'
      return { status: 200, json: { object: 'email', id } }
    },
  },
  {
    method: 'GET',
    pattern: /^\/domains$/,
    answer: (account) => ({ status: 200, json: listDomains(account) }),
  },
  {
    method: 'GET',
    pattern: /^\/domains\/([^/]+)$/,
    answer(account, _, id) {
      const json = oneDomain(account, decodeURIComponent(id))
      return json ? { status: 200, json } : failed('not_found')
    },
  },
  {
    method: 'GET',
    pattern: /^\/suppressions$/,
    answer: ({ suppressed }, { query }) => listSuppressed(suppressed, query),
  },
  {
    method: 'POST',
    pattern: /^\/suppressions$/,
    answer({ suppressed, now }, { body }) {
      const email = (body as { email?: unknown } | null)?.email
      if (typeof email !== 'string') return failed('missing_required_field')
      const [added] = suppressAddresses(suppressed, [email], now())
      return { status: 200, json: { object: 'suppression', id: added?.id } }
    },
  },
  {
    method: 'POST',
    pattern: /^\/suppressions\/batch\/add$/,
    answer({ suppressed, now }, { body }) {
      const emails = batchOf(body, 'emails')
      if (!emails?.every(isAddress)) return failed('validation_error')
      const data = suppressAddresses(suppressed, emails, now()).map(({ id }) => ({ object: 'suppression', id }))
      return { status: 200, json: { data } }
    },
  },
  {
    method: 'POST',
    pattern: /^\/suppressions\/batch\/remove$/,
    answer({ suppressed }, { body }) {
      const names = batchOf(body, 'emails') ?? batchOf(body, 'ids')
      if (!names) return failed('validation_error')
      const found = names.flatMap((name) => suppressedNamed(suppressed, name) ?? [])
      for (const { email } of found) suppressed.delete(email)
      return { status: 200, json: { data: found.map(({ id }) => ({ object: 'suppression', id, deleted: true })) } }
    },
  },
  {
    method: 'GET',
    pattern: /^\/suppressions\/([^/]+)$/,
    answer({ suppressed }, _, name) {
      const found = suppressedNamed(suppressed, decodeURIComponent(name))
      return found ? { status: 200, json: { object: 'suppression', ...found } } : failed('not_found')
    },
  },
  {
    method: 'DELETE',
    pattern: /^\/suppressions\/([^/]+)$/,
    answer({ suppressed }, _, name) {
      const found = suppressedNamed(suppressed, decodeURIComponent(name))
      if (!found) return failed('not_found')
      suppressed.delete(found.email)
      return { status: 200, json: { object: 'suppression', id: found.id, deleted: true } }
    },
  },
]

/** Newest first, a page of 1 to 100 (default 20), `after` or `before` an id. */
function list(account: Account, query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return failed('validation_error')
  const newest = account.emails.all.toReversed()
  const [after, before] = [query.get('after'), query.get('before')]
  const at = (id: string) => newest.findIndex((email) => email.id === id)
  const end = before === null ? newest.length : at(before)
  const start = before === null ? (after === null ? 0 : at(after) + 1) : Math.max(0, end - limit)
  const rows = newest.slice(start, Math.min(end, start + limit))
  const more = before === null ? start + limit < newest.length : start > 0
  return { status: 200, json: { object: 'list', has_more: more, data: rows.map(listedEmail) } }
}
