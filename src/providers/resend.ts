import type { Resend } from 'resend'
import { emailFault } from './email.ts'
import { bytesIn, fill, lent } from './lent.ts'
import type { Provider, ProviderKind, SendRequest, Setting } from './provider.ts'
import { answerOfError, answerOfSuccess, limitsOf } from './resend-answer.ts'
import { batchBody, resendBytes } from './resend-email.ts'
import { findInResend } from './resend-find.ts'
import { resendSuppressions } from './resend-suppressions.ts'
import type { SendAnswer } from './send-answer.ts'

const settings: readonly Setting[] = [
  {
    name: 'RESEND_API_KEY',
    doc: 'The key of resend.com/api-keys; a key that may only send is enough.',
    need: 'needed',
    fault: (value) => (/^re_[A-Za-z0-9_]{3,}$/.test(value) ? undefined : 'is no key of Resend: those begin with re_'),
  },
  {
    name: 'RESEND_BASE_URL',
    doc: 'Another address of the service, for tests.',
    need: 'optional',
    fault: baseUrlFault,
  },
  {
    name: 'RESEND_DEBUG',
    doc: 'Must not be set: it prints what Resend answers, and with it the addresses of customers.',
    need: 'optional',
    fault: (value) => (value === 'true' ? 'would print the addresses of customers: take it away' : undefined),
  },
]

/** Batches of up to 100 emails through Resend's own SDK, one idempotency key for each (delivery.md 1). */
export const resend: ProviderKind = {
  name: 'resend',
  doc: 'sends through resend.com; a repeated request sends nothing twice for 24 hours',
  settings,
  open({ settings: { RESEND_API_KEY, RESEND_BASE_URL } }): Provider {
    let opened: Promise<Resend> | undefined
    const service = () => {
      opened ??= openService(RESEND_API_KEY ?? '', RESEND_BASE_URL || BASE_URL)
      return opened
    }
    return {
      name: 'resend',
      most: 100,
      atOnce: 4,
      unit: 'request',
      repeatable: REPEATABLE,
      rate: 10,
      async compose(email) {
        const rejected = emailFault(email) ?? tagFault(email.id)
        if (rejected) return { rejected }
        const bytes = resendBytes(email)
        return bytes.byteLength > MOST_BYTES
          ? { rejected: 'The email is larger than the mail service takes' }
          : { bytes }
      },
      send: (request, signal) => sendBatch(service, request, signal),
      find: async (messages, signal) => findInResend(await service(), messages, signal),
      async examine(domain, signal) {
        const { resendAccount } = await import('./resend-account.ts')
        return resendAccount(await service(), domain, signal)
      },
      suppressions: resendSuppressions(service),
    }
  },
}

const BASE_URL = 'https://api.resend.com'
/** The key lives for 24 h (resend.com/docs/dashboard/emails/idempotency-keys); an hour goes to clocks that differ. */
const REPEATABLE = 23 * 3_600_000
/** The SDK knows no timeout of its own (SDK-02). */
const TIMEOUT = 30_000
/** The most bytes of one request: Resend tells none for a batch, so stay well below what a proxy may refuse (Q6). */
const MOST_BYTES = 8 * 1024 * 1024
/** The SDK sends no header for an empty key, trims spaces and throws at letters beyond Latin-1 (SDK-04). */
const KEY = /^[A-Za-z0-9_.:/-]{1,256}$/

/** Over plain http the key could be read on the way. */
function baseUrlFault(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is no web address'
  const { protocol, hostname } = new URL(value)
  if (protocol === 'https:') return undefined
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return protocol === 'http:' && here ? undefined : 'must begin with https://'
}

function tagFault(id: string): string | undefined {
  return /^[A-Za-z0-9_-]{1,256}$/.test(id) ? undefined : 'The message id holds characters it must not hold'
}

/** Loaded at the first request, so that commands that send nothing do not wait for the SDK. */
async function openService(key: string, baseUrl: string): Promise<Resend> {
  const sdk = await import('resend')
  return new sdk.Resend(key, { baseUrl })
}

async function sendBatch(
  service: () => Promise<Resend>,
  request: SendRequest,
  signal: AbortSignal,
): Promise<SendAnswer> {
  const { key, messages } = request
  if (messages.length === 0) return { results: [] }
  if (!KEY.test(key)) return answerOfBug(request)
  if (messages.length > 1 && bytesIn(messages.map(({ bytes }) => bytes)) > MOST_BYTES) {
    return {
      results: messages.map(() => ({ outcome: 'split', reason: 'Together they are too large for one request' })),
    }
  }
  const { batch } = await service()
  const pieces = batchBody(messages.map(({ bytes }) => bytes))
  // `fetch` sends a copy of the body, so that the memory is free when it has answered.
  const { data, error, headers } = await lent(bytesIn(pieces), (body) =>
    batch.send([], withBody(fill(body, pieces), key, signal)),
  )
  const limits = limitsOf(headers)
  const answer = error === null ? answerOfSuccess(data, messages.length) : answerOfError(error, messages.length, limits)
  return { ...answer, limits: limits.told }
}

/**
 * The options of a batch whose body is ours. The SDK hands its options on to `fetch`, after the body it made of its
 * emails (SDK:1809): so the stored bytes go out as they are, whatever a later SDK would write, and no time is lost with
 * taking them apart and together again. `test/contracts` holds the pinned version to it. The key and the emails go to
 * no other address; and only a request that may be redirected is copied by `fetch` once more.
 */
function withBody(body: Uint8Array, idempotencyKey: string, signal: AbortSignal) {
  const timed = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)])
  return { idempotencyKey, batchValidation: 'permissive', redirect: 'error', signal: timed, body } as const
}

function answerOfBug({ messages }: SendRequest): SendAnswer {
  const reason = 'The request’s key holds characters that no key may hold: nothing was sent'
  return {
    results: messages.map(() => ({ outcome: 'later', reason })),
    halt: { code: 'wrong_key', reason, until: 'operator' },
  }
}
