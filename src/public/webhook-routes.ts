import { Hono, type HonoRequest, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { resendEvents } from '../providers/index.ts'
import type { PublicSource } from './public-source.ts'
import { webhookInbox } from './webhook-inbox.ts'

/**
 * `POST /webhooks/resend`: verified over the raw body before anything reads it, stored, answered 200, worked off later
 * (WH-03 to WH-06, SEC-20). What is not genuine gets 401 and no reason; a database that cannot be written 503, then the
 * service tries again.
 */
export function webhookRoutes(source: PublicSource): Hono {
  const web = new Hono()
  let events: Awaited<ReturnType<typeof resendEvents>> | undefined
  const inbox = webhookInbox(() => source.app())
  const counted = bodyLimit({ maxSize: LARGEST_BODY, onError: (context) => context.text('Too large', 413) })
  const limited: MiddlewareHandler = (context, next) => (announcesFit(context.req) ? next() : counted(context, next))
  web.post('/resend', limited, async (context) => {
    events ??= await resendEvents()
    const { req } = context
    const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) => req.header(name))
    if (!id || !timestamp || !signature || id.length > LONGEST_ID) return context.body(null, 401)
    const body = await req.text()
    const secrets = source.app().settings.webhookSecrets
    if (!events.isSignedByResend(secrets, { body, id, timestamp, signature })) return context.body(null, 401)
    try {
      await inbox.add({ id, provider: 'resend', body, receivedAt: source.now() })
    } catch {
      return context.body(null, 503)
    }
    source.onWebhooks?.()
    return context.body(null, 200)
  })
  web.all('*', (context) => context.body(null, 404))
  return web
}

const LARGEST_BODY = 1024 * 1024

/**
 * True where the length is announced, for the server takes no byte more than that. To count the bytes needs the body as
 * a stream, which takes as long as all the rest.
 */
function announcesFit(request: HonoRequest): boolean {
  const length = request.header('content-length') ?? ''
  return request.header('transfer-encoding') === undefined && /^\d+$/.test(length) && Number(length) <= LARGEST_BODY
}

const LONGEST_ID = 200
