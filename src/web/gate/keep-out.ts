import type { Context, MiddlewareHandler } from 'hono'
import type { Gate } from './gate.ts'

/**
 * Refuses what comes under a foreign name (a foreign page can point a name of its own at this computer, SEC-22) and
 * every change that another page asks for (SEC-23). A browser cannot lie about `Host` and `Origin`.
 */
export function keepOut(gate: Gate): MiddlewareHandler {
  return async (context, next) => {
    const origins = gate.origins()
    const hosts = origins.map((origin) => new URL(origin).host)
    if (!hosts.includes(context.req.header('host') ?? '')) return context.text('Not this host', 421)
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD'
    if (!reads && !isOwn(context, origins)) return context.text('Not from this page', 403)
    await next()
  }
}

/** Where a browser sends no `Origin`, it still says whether the page that asks is ours. */
function isOwn({ req }: Context, origins: readonly string[]): boolean {
  const [origin, site] = [req.header('origin'), req.header('sec-fetch-site')]
  const host = req.header('host') ?? ''
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return site === 'same-origin'
  // The very origin that is asked, not just one of ours: cookies do not tell ports apart.
  return origins.includes(origin) && new URL(origin).host === host
}
