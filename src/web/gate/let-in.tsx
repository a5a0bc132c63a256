import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { withParams } from '../view/links.ts'
import type { Gate } from './gate.ts'
import { sameSecret } from './secrets.ts'
import { SignIn } from './sign-in.tsx'

const MOST_TRIES = 10

/**
 * Lets in whoever brings the token once (`?token=…`, then a cookie, and the token leaves the address) or signs in by it
 * or by the password. A program may send it as `Authorization: Bearer`. Of passwords ten wrong ones a minute are enough for everybody together; nobody guesses a token.
 */
export function letIn(gate: Gate, now: () => number): MiddlewareHandler {
  const tries = { minute: 0, count: 0 }
  const fits = (given: string) => {
    const minute = Math.floor(now() / 60_000)
    if (tries.minute !== minute) Object.assign(tries, { minute, count: 0 })
    if (gate.key.kind === 'password' && tries.count >= MOST_TRIES) return false
    const right = sameSecret(given, gate.key.secret)
    if (!right) tries.count += 1
    return right
  }
  return async (context, next) => {
    const { req } = context
    const url = new URL(req.url)
    const token = url.searchParams.get('token')
    if (token !== null && req.method === 'GET') {
      if (gate.key.kind === 'token' && fits(token)) giveCookie(context, gate)
      return context.redirect(withParams(url, { token: undefined }), 303)
    }
    if (req.method === 'POST' && url.pathname === '/sign-in') {
      const { key } = await req.parseBody()
      if (typeof key !== 'string' || !fits(key)) return signIn(context, gate, 'wrong')
      giveCookie(context, gate)
      return context.redirect('/', 303)
    }
    const bearer = /^Bearer (.+)$/.exec(req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined && fits(bearer)) return next()
    const cookie = getCookie(context, cookieName(context))
    if (cookie === undefined || !sameSecret(cookie, gate.session)) return signIn(context, gate, 'asked')
    return next()
  }
}

async function signIn(context: Context, gate: Gate, state: 'asked' | 'wrong'): Promise<Response> {
  const page = <SignIn kind={gate.key.kind} state={state} accepted={context.req.header('accept-language')} />
  return context.html(`<!doctype html>${page}`, 401)
}

function giveCookie(context: Context, gate: Gate): void {
  setCookie(context, cookieName(context), gate.session, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: gate.openAt !== undefined && new URL(gate.openAt).host === context.req.header('host'),
  })
}

/** Cookies do not tell ports apart, and somebody may serve two shops on one computer. */
function cookieName(context: Context): string {
  return `perennial-${(context.req.header('host') ?? '').split(':').at(-1)?.replaceAll(/\W/g, '')}`
}
