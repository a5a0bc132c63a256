import { type ResendAction, resendAction, resendRepair, type ToldError, toldError } from './resend-errors.ts'
import type { Halt, Limits, SendAnswer, SendResult } from './send-answer.ts'
import { withoutAddresses } from './without-addresses.ts'

/** The headers of an answer: what goes on to the sender, and `retry-after` in ms. */
export interface ToldLimits {
  readonly told: Limits
  readonly retryAfter: number | undefined
}

/** Reads the headers about rate and quota, whose names the SDK gives in lower case (SDK-05). */
export function limitsOf(headers: Readonly<Record<string, string>> | null): ToldLimits {
  const number = (name: string) => {
    const text = headers?.[name]
    return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
  }
  const seconds = (name: string) => {
    const count = number(name)
    return count === undefined ? undefined : count * 1000
  }
  const told = {
    rate: number('ratelimit-limit'),
    remaining: number('ratelimit-remaining'),
    reset: seconds('ratelimit-reset'),
    usedToday: number('x-resend-daily-quota'),
    usedThisMonth: number('x-resend-monthly-quota'),
  }
  const known = Object.entries(told).filter(([, value]) => value !== undefined)
  return { told: Object.fromEntries(known) as Limits, retryAfter: seconds('retry-after') }
}

/**
 * The results of a permissive batch: `{data: [{id}], errors: [{index, message}]}`. Ids are given to messages only where
 * both lists together make the whole (BAT-03); else the accepted ones wait for a webhook to say which they are. A body
 * that says neither is no answer.
 */
export function answerOfSuccess(body: unknown, count: number): SendAnswer {
  const ids = listIn(body, 'data').map((one) => textIn(one, 'id'))
  const faults = new Map(listIn(body, 'errors').flatMap((one) => faultOf(one, count)))
  if (ids.length === 0 && faults.size < count) return { results: everyone(count, NO_ANSWER) }
  const whole = ids.length + faults.size === count
  let next = 0
  const results = Array.from({ length: count }, (_, i): SendResult => {
    const reason = faults.get(i)
    if (reason !== undefined) return { outcome: 'rejected', reason }
    return { outcome: 'accepted', providerId: whole ? ids[next++] : undefined }
  })
  return { results }
}

/** The results of a request that failed as a whole, and whether the sender must stand still (delivery.md 1.2). */
export function answerOfError(error: unknown, count: number, limits: ToldLimits): SendAnswer {
  const told = toldError(error)
  const action = resendAction(told)
  const halt = haltOf(action, told, limits)
  return { results: everyone(count, resultOf(action, told, count, limits)), ...(halt ? { halt } : {}) }
}

const NO_ANSWER: SendResult = { outcome: 'unknown', reason: 'Resend’s answer could not be read' }
/** What Resend asks for where it names no time. */
const ONE_SECOND = 1000

function resultOf(action: ResendAction, told: ToldError, count: number, limits: ToldLimits): SendResult {
  const reason = sentence(told)
  if (action === 'repeat') return { outcome: 'unknown', reason }
  if (action === 'repeat soon') return { outcome: 'unknown', reason, wait: limits.retryAfter ?? 2 * ONE_SECOND }
  if (action === 'never repeat') return { outcome: 'uncertain', reason }
  if (action === 'come again') return { outcome: 'later', reason, wait: limits.retryAfter ?? ONE_SECOND }
  if (action === 'wait') return { outcome: 'later', reason, wait: limits.retryAfter ?? ONE_SECOND }
  if (action === 'refuse' || action === 'split') return { outcome: count > 1 ? 'split' : 'rejected', reason }
  return { outcome: 'later', reason }
}

function haltOf(action: ResendAction, told: ToldError, limits: ToldLimits): Halt | undefined {
  const { name: code } = told
  const reason = sentence(told)
  if (action === 'wait') return { code, reason, until: limits.retryAfter ?? ONE_SECOND }
  if (action === 'wait for midnight') return { code, reason, until: 'midnight' }
  return action === 'stop' ? { code, reason: `${reason}: ${resendRepair(told)}`, until: 'operator' } : undefined
}

function sentence({ status, name, message }: ToldError): string {
  if (status === undefined) return 'Resend could not be reached, or its answer was cut short'
  const said = withoutAddresses(message)
  return `Resend answered ${status} ${name}${said ? ` (${said})` : ''}`
}

function everyone(count: number, result: SendResult): SendResult[] {
  return Array.from({ length: count }, () => result)
}

function faultOf(one: unknown, count: number): [number, string][] {
  const { index, message } = one as { index?: unknown; message?: unknown }
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) return []
  return [[index, `Resend refused it (${withoutAddresses(typeof message === 'string' ? message : 'no reason given')})`]]
}

function hasList(body: unknown, key: string): boolean {
  return typeof body === 'object' && body !== null && Array.isArray((body as Record<string, unknown>)[key])
}

function listIn(body: unknown, key: string): readonly object[] {
  if (!hasList(body, key)) return []
  const list = (body as Record<string, unknown[]>)[key] ?? []
  return list.filter((one): one is object => typeof one === 'object' && one !== null)
}

function textIn(one: object, key: string): string | undefined {
  const text = (one as Record<string, unknown>)[key]
  return typeof text === 'string' ? text : undefined
}
