import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** Who may come in: whoever has the token of this start, under one of this computer's own names. */
export interface PrivateDoor {
  /** Part of the names and of the cookie: a cookie is sent to every port of a host. */
  port(): number
  readonly token: string
}

/** A token for one start; it cannot be guessed. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Guards the private pages, on loopback too (SEC-22, SEC-23): another program's page can point a name of its own at this
 * computer, or post a form to it, and other users of this computer can reach its ports. The token comes once in the
 * address that `serve` prints, then as a cookie that no other site can send.
 */
export function privateDoor(door: PrivateDoor): MiddlewareHandler {
  return async (context, next) => {
    const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${door.port()}`)
    const { req } = context
    if (!hosts.includes(req.header('host') ?? '')) return context.text('Not this host', 421)
    if (!isOwn(context, hosts)) return context.text('Not from this page', 403)
    const cookie = `perennial_${door.port()}`
    const asked = req.query('token')
    const bearer = /^Bearer (.+)$/.exec(req.header('authorization') ?? '')?.[1]
    if (![asked, bearer, getCookie(context, cookie)].some((token) => isSame(token, door.token))) {
      return context.text('Open the address that perennial serve printed when it started', 401)
    }
    if (isSame(asked, door.token))
      setCookie(context, cookie, door.token, { httpOnly: true, sameSite: 'Strict', path: '/' })
    await next()
  }
}

/** Reading is harmless to a page that cannot see the answer; whatever changes something must come from our own page. */
function isOwn({ req }: Context, hosts: readonly string[]): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return true
  const [origin, site] = [req.header('origin'), req.header('sec-fetch-site')]
  if (site !== undefined && site !== 'same-origin') return false
  return origin !== undefined && hosts.some((host) => origin === `http://${host}`)
}

function isSame(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}
