import { describe, expect, it } from 'vitest'
import { answerOfError, answerOfSuccess, limitsOf } from '../../src/providers/resend-answer.ts'
import { resendAction, toldError } from '../../src/providers/resend-errors.ts'
import { withoutAddresses } from '../../src/providers/without-addresses.ts'
import { apiErrors } from '../support/fake-resend/index.ts'

const none = limitsOf(null)
const answerTo = (error: unknown, count = 1, headers: Record<string, string> = {}) =>
  answerOfError(error, count, limitsOf(headers))

describe('what an error of Resend means', () => {
  it.each([
    [{ ...apiErrors.application_error, statusCode: null }, 'repeat'],
    [apiErrors.application_error, 'repeat'],
    [{ ...apiErrors.application_error, statusCode: 502 }, 'repeat'],
    [{ ...apiErrors.application_error, statusCode: 504 }, 'repeat'],
    [apiErrors.service_unavailable, 'repeat'],
    [apiErrors.concurrent_idempotent_requests, 'repeat soon'],
    [apiErrors.invalid_idempotent_request, 'never repeat'],
    [apiErrors.resource_locked, 'come again'],
    [apiErrors.rate_limit_exceeded, 'wait'],
    [apiErrors.daily_quota_exceeded, 'wait for midnight'],
    [apiErrors.monthly_quota_exceeded, 'stop'],
    [apiErrors.validation_error, 'refuse'],
    [{ ...apiErrors.validation_error, statusCode: 400 }, 'refuse'],
    [apiErrors.missing_required_field, 'refuse'],
    [apiErrors.missing_required_parameter, 'refuse'],
    [apiErrors.invalid_parameter, 'refuse'],
    [apiErrors.invalid_attachment, 'refuse'],
    [apiErrors.invalid_idempotency_key, 'refuse'],
    [{ ...apiErrors.validation_error, statusCode: 413 }, 'split'],
    [apiErrors.missing_api_key, 'stop'],
    [apiErrors.restricted_api_key, 'stop'],
    [{ ...apiErrors.restricted_api_key, statusCode: 403 }, 'stop'],
    [apiErrors.invalid_api_key, 'stop'],
    [apiErrors.suspended_api_key, 'stop'],
    [apiErrors.invalid_permission, 'stop'],
    [apiErrors.unverified_domain, 'stop'],
    [apiErrors.not_found, 'stop'],
    [apiErrors.method_not_allowed, 'stop'],
  ] as const)('%o', (error, action) => {
    expect(resendAction(toldError(error))).toBe(action)
  })

  it.each([
    [null],
    ['oops'],
    [{}],
    [{ statusCode: '429', name: 7 }],
    [{ statusCode: 302 }],
    [{ statusCode: 409, name: 'new_one' }],
  ])('%o, which nobody foresaw, may have been sent: it is repeated with the same bytes', (error) => {
    expect(answerTo(error).results).toMatchObject([{ outcome: 'unknown' }])
  })
})

describe('what becomes of the messages and of the sender', () => {
  it('a refused request of several is split, of one it is final', () => {
    expect(answerTo(apiErrors.validation_error, 3).results.map((one) => one.outcome)).toEqual([
      'split',
      'split',
      'split',
    ])
    expect(answerTo(apiErrors.validation_error).results[0]?.outcome).toBe('rejected')
  })

  it('too many requests: everybody waits as long as asked, and it was not sent', () => {
    const answer = answerTo(apiErrors.rate_limit_exceeded, 2, { 'retry-after': '3' })
    expect(answer.results[1]).toMatchObject({ outcome: 'later', wait: 3000 })
    expect(answer.halt).toMatchObject({ code: 'rate_limit_exceeded', until: 3000 })
  })

  it('a quota stops the sender until midnight or until the operator', () => {
    expect(answerTo(apiErrors.daily_quota_exceeded).halt?.until).toBe('midnight')
    expect(answerTo(apiErrors.monthly_quota_exceeded).halt?.until).toBe('operator')
  })

  it('a wrong key or domain stops the sender with a way to repair it, and every message stays', () => {
    expect(answerTo(apiErrors.invalid_api_key).halt).toEqual({
      code: 'invalid_api_key',
      reason:
        'Resend answered 403 invalid_api_key (API key is invalid): set RESEND_API_KEY to a key that exists: resend.com/api-keys',
      until: 'operator',
    })
    expect(answerTo(apiErrors.unverified_domain).halt?.reason).toContain('resend.com/domains')
    expect(answerTo(apiErrors.not_found).halt?.reason).toContain('RESEND_BASE_URL')
    expect(answerTo(apiErrors.invalid_api_key).results[0]?.outcome).toBe('later')
  })

  it('a key used with other bytes is never repeated: the first ones were probably sent', () => {
    expect(answerTo(apiErrors.invalid_idempotent_request).results[0]?.outcome).toBe('uncertain')
    expect(answerTo(apiErrors.concurrent_idempotent_requests).results[0]).toMatchObject({
      outcome: 'unknown',
      wait: 2000,
    })
  })

  it('an answer quotes neither addresses nor keys', () => {
    const message = 'Invalid `to` field: "ana@shop.example", <eve+x@a.example>; key re_abc123\r\nwhsec_AA+/= said so'
    expect(withoutAddresses(message)).toBe('Invalid `to` field: "an address", <an address>; key a key a secret said so')
    expect(JSON.stringify(answerTo({ statusCode: 422, name: 'validation_error', message }))).not.toMatch(/@|re_abc/)
  })
})

describe('the ids of an accepted batch', () => {
  const ids = (...list: string[]) => list.map((id) => ({ id }))

  it('belong to the messages in order when all are accounted for', () => {
    expect(answerOfSuccess({ data: ids('x', 'y'), errors: [{ index: 1, message: 'No' }] }, 3).results).toEqual([
      { outcome: 'accepted', providerId: 'x' },
      { outcome: 'rejected', reason: 'Resend refused it (No)' },
      { outcome: 'accepted', providerId: 'y' },
    ])
  })

  it('belong to nobody when they do not add up: a webhook will tell', () => {
    expect(answerOfSuccess({ data: ids('x', 'y') }, 3).results).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'accepted', providerId: undefined })),
    )
  })

  it.each([[null], [undefined], ['ok'], [{}], [{ data: {} }], [{ data: [] }], [{ data: [null], errors: 'no' }]])(
    '%o is no answer',
    (body) => {
      expect(answerOfSuccess(body, 2).results.map((one) => one.outcome)).toEqual(['unknown', 'unknown'])
    },
  )

  it('errors about messages that were not there say nothing', () => {
    const errors = [{ index: 7, message: 'x' }, { index: -1 }, { index: 'a' }]
    expect(answerOfSuccess({ data: ids('x'), errors }, 1).results).toEqual([{ outcome: 'accepted', providerId: 'x' }])
  })
})

it('headers that are missing or odd teach nothing', () => {
  expect(none).toEqual({ told: {}, retryAfter: undefined })
  expect(limitsOf({ 'ratelimit-limit': 'many', 'retry-after': '-1', 'ratelimit-reset': '0.5' }).told).toEqual({
    reset: 500,
  })
})
