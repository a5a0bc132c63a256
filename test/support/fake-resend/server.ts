import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Account } from './account.ts'
import { control } from './control.ts'
import { type ApiErrorName, apiErrors } from './errors.ts'
import type { Fault, Stage } from './faults.ts'
import type { StoredAnswer } from './idempotency.ts'
import { answer } from './routes.ts'
import { failed } from './send.ts'

/** The fake as an HTTP server; not listening yet. `POST /_fake` is the test's own door. */
export function fakeServer(account: Account): Server {
  return createServer((request, response) => {
    serve(account, request, response).catch((error: unknown) => {
      // A fault of the fake itself must not look like one of Resend's.
      process.stderr.write(`fake resend: ${error instanceof Error ? error.stack : String(error)}\n`)
      response.socket?.destroy()
    })
  })
}

/** One request and where its answer goes. */
interface Exchange {
  readonly account: Account
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly body: Buffer
}

async function serve(account: Account, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request)
  const url = new URL(request.url ?? '/', 'http://fake')
  if (url.pathname === '/_fake') return control(account, body, response)
  const exchange: Exchange = { account, request, response, path: url.pathname, body }
  if (!request.headers['user-agent']) return page(exchange, 403, 'error code: 1010')
  const { latency } = account.options
  await pause(latency[0] + account.random() * (latency[1] - latency[0]))
  const closed = account.meter.request() ?? keyFault(exchange)
  if (closed) return reply(exchange, failed(closed))
  const verdict = keyed(exchange)
  if (verdict.kind === 'refused') return reply(exchange, failed(verdict.name))
  const before = account.faults.next('received', exchange.path)
  const harm = before?.what === 'delay' ? await pause(before.ms ?? 0) : before
  if (harm) {
    verdict.forget?.()
    return spoil(exchange, harm, 'received', undefined)
  }
  if (verdict.kind === 'replay') return reply(exchange, { ...verdict.answer, replayed: true })
  const stored = act(exchange, url.searchParams)
  const after = account.faults.next('accepted', exchange.path)
  if (after?.what === 'delay') await pause(after.ms ?? 0)
  const kept = stored.status < 400 || (account.options.refusals === 'stored' && stored.status === 422)
  if (kept) verdict.done?.(stored)
  else verdict.forget?.()
  if (after && after.what !== 'delay') return spoil(exchange, after, 'accepted', stored)
  return reply(exchange, stored)
}

type Verdict =
  | { readonly kind: 'refused'; readonly name: ApiErrorName; forget?: undefined; done?: undefined }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer; forget?: undefined; done?: undefined }
  | { readonly kind: 'new'; forget?(): void; done?(answer: StoredAnswer): void }

/** A key counts for the two endpoints that send, each for itself. */
function keyed({ account, request, path, body }: Exchange): Verdict {
  const key = request.headers['idempotency-key']
  const sends = request.method === 'POST' && (path === '/emails' || path === '/emails/batch')
  if (!sends || typeof key !== 'string') return { kind: 'new' }
  if (key.length < 1 || key.length > 256) return { kind: 'refused', name: 'invalid_idempotency_key' }
  const verdict = account.key([bearer(request), 'POST', path, key], body)
  if (verdict.kind === 'in flight') return { kind: 'refused', name: 'concurrent_idempotent_requests' }
  if (verdict.kind === 'other body') return { kind: 'refused', name: 'invalid_idempotent_request' }
  return verdict
}

function act({ account, request, path, body }: Exchange, query: URLSearchParams): StoredAnswer {
  const text = body.toString()
  const json = text === '' ? undefined : parsed(text)
  if (json instanceof SyntaxError) {
    return {
      status: 400,
      body: JSON.stringify({ ...apiErrors.validation_error, statusCode: 400, message: 'Bad JSON' }),
    }
  }
  const key = String(request.headers['idempotency-key'] ?? '')
  const { headers, method = 'GET' } = request
  const { status, json: said } = answer(account, { method, path, query, headers, body: json, key })
  return { status, body: JSON.stringify(said) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

function keyFault({ account, request, path }: Exchange): ApiErrorName | undefined {
  const key = bearer(request)
  if (key === '') return 'missing_api_key'
  const may = account.options.keys[key]
  if (may === undefined) return 'invalid_api_key'
  if (may === 'suspended') return 'suspended_api_key'
  const sends = request.method === 'POST' && path.startsWith('/emails')
  return may === 'sending' && !sends ? 'restricted_api_key' : undefined
}

function bearer(request: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

type Reply = (StoredAnswer & { replayed?: true }) | { readonly status: number; readonly json: unknown }

function reply(exchange: Exchange, said: Reply): void {
  const body = 'json' in said ? JSON.stringify(said.json) : said.body
  const { response } = head(exchange, said.status, 'application/json', Buffer.byteLength(body))
  if ('replayed' in said) count(exchange, 'replayed')
  response.end(body)
}

function page(exchange: Exchange, status: number, text: string): void {
  head(exchange, status, 'text/html', Buffer.byteLength(text)).response.end(text)
}

function head(exchange: Exchange, status: number, type: string, length: number): Exchange {
  count(exchange, String(status))
  exchange.response.writeHead(status, {
    'content-type': type,
    'content-length': length,
    ...exchange.account.meter.headers(),
  })
  return exchange
}

/** Answers wrongly, or not at all. What was accepted stays accepted. */
async function spoil(exchange: Exchange, fault: Fault, stage: Stage, stored: StoredAnswer | undefined): Promise<void> {
  const { response } = exchange
  const { what } = fault
  count(exchange, `${what} when ${stage}`)
  if (what === 'hang') return
  if (what === 'reset') return void response.socket?.resetAndDestroy()
  if (what === 'empty') return page(exchange, 200, '')
  if (what === 'html') return page(exchange, 200, '<html><body>Just a moment…</body></html>')
  if (what === 'bad gateway') return page(exchange, 502, '<html><body>502 Bad Gateway</body></html>')
  if (what !== 'truncate' && what !== 'drip' && what !== 'delay') {
    const { status, json } = failed(what)
    return reply(exchange, { status, json: fault.message ? { ...(json as object), message: fault.message } : json })
  }
  const body = stored?.body ?? JSON.stringify({ data: [] })
  head(exchange, 200, 'application/json', Buffer.byteLength(body))
  if (what === 'drip') return drip(response, body, fault.ms ?? 100)
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy())
}

async function drip(response: ServerResponse, body: string, ms: number): Promise<void> {
  for (const letter of body) {
    if (response.destroyed) return
    response.write(letter)
    await pause(ms)
  }
  response.end()
}

function count({ account: { answered } }: Exchange, word: string): void {
  answered[word] = (answered[word] ?? 0) + 1
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function pause(ms: number): Promise<undefined> {
  if (ms > 0) await new Promise((done) => setTimeout(done, ms))
}
