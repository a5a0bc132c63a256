/**
 * What an answer of Resend means for the messages of the request and for the sender (delivery.md 1.2).
 *
 * - `repeat`: nobody can say; same key, same bytes. `repeat soon`: another attempt is in flight.
 * - `never repeat`: the key was used with other bytes, so the first ones were probably sent.
 * - `come again`: not sent, try shortly. `refuse`: not sent, never will be (in a request of several: split it).
 * - `split`: not sent, the request was too large.
 * - `wait`, `wait for midnight`, `stop`: not sent, and nothing else may go: for `retry-after`, until 00:00 UTC, until
 *   the operator repaired it.
 */
export type ResendAction =
  | 'repeat'
  | 'repeat soon'
  | 'never repeat'
  | 'come again'
  | 'refuse'
  | 'split'
  | 'wait'
  | 'wait for midnight'
  | 'stop'

/** A row of the table: a status, the names it is told under (absent: all others of this status) and what to do. */
export interface ResendError {
  readonly status: number | 'none' | '4xx' | '5xx'
  readonly names?: readonly string[]
  readonly action: ResendAction
}

/** The errors of Resend, the first that fits counts: by status, then by name (resend.com/docs/api-reference/errors). */
export const resendErrors: readonly ResendError[] = [
  { status: 'none', action: 'repeat' },
  { status: '5xx', action: 'repeat' },
  { status: 408, action: 'repeat' },
  { status: 409, names: ['concurrent_idempotent_requests'], action: 'repeat soon' },
  { status: 409, names: ['invalid_idempotent_request'], action: 'never repeat' },
  { status: 409, names: ['resource_locked'], action: 'come again' },
  { status: 409, action: 'repeat' },
  { status: 429, names: ['daily_quota_exceeded'], action: 'wait for midnight' },
  { status: 429, names: ['monthly_quota_exceeded'], action: 'stop' },
  { status: 429, action: 'wait' },
  { status: 401, action: 'stop' },
  { status: 403, action: 'stop' },
  { status: 404, action: 'stop' },
  { status: 405, action: 'stop' },
  { status: 413, action: 'split' },
  { status: '4xx', action: 'refuse' },
]

/** What the operator does about a `stop`, by the error's name, else by its status. */
const repairs: Readonly<Record<string, string>> = {
  missing_api_key: 'set RESEND_API_KEY',
  invalid_api_key: 'set RESEND_API_KEY to a key that exists: resend.com/api-keys',
  suspended_api_key: 'the key is suspended: look into your account at resend.com',
  restricted_api_key: 'the key may not send: make one with the permission to send at resend.com/api-keys',
  invalid_permission: 'the key may not do this: make one with the permission to send at resend.com/api-keys',
  validation_error: 'verify the domain of the sender at resend.com/domains',
  monthly_quota_exceeded: 'raise the plan at resend.com/settings/billing, or wait for the next month',
  '404': 'RESEND_BASE_URL leads to something that is not Resend: take it away',
  '405': 'RESEND_BASE_URL leads to something that is not Resend: take it away',
}

/** An error as the SDK hands it on: the service's JSON, so nothing of it is sure. */
export interface ToldError {
  readonly status: number | undefined
  readonly name: string
  readonly message: string
}

/** Reads what the SDK calls an error; anything unreadable has no status. */
export function toldError(error: unknown): ToldError {
  const told: Readonly<Record<string, unknown>> = typeof error === 'object' && error !== null ? { ...error } : {}
  const { statusCode, name, message } = told
  return {
    status: typeof statusCode === 'number' ? statusCode : undefined,
    name: typeof name === 'string' ? name : 'application_error',
    message: typeof message === 'string' ? message : '',
  }
}

/** What to do about an error, on its status first and then on its name. What no row knows may have been sent. */
export function resendAction({ status, name }: ToldError): ResendAction {
  const row = resendErrors.find((one) => fits(one.status, status) && (one.names?.includes(name) ?? true))
  return row?.action ?? 'repeat'
}

/** How to repair what stopped the sender, as the end of a sentence. */
export function resendRepair({ status, name }: ToldError): string {
  return repairs[name] ?? repairs[String(status)] ?? 'look into your account at resend.com'
}

function fits(row: ResendError['status'], status: number | undefined): boolean {
  if (row === 'none' || status === undefined) return row === 'none' && status === undefined
  if (row === '4xx') return status >= 400 && status < 500
  return row === '5xx' ? status >= 500 : row === status
}
