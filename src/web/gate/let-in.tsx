import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { withParams } from '../view/links.ts'
import type { Gate } from './gate.ts'
import { sameSecret } from './secrets.ts'
import { SignIn } from './sign-in.tsx'

const MOST_TRIES = 10
const A_MINUTE = 60_000

/**
 * Lets in whoever brings the token (`?token=…`, then a cookie, and the token leaves the address) or signs in by it or by
 * the password, and leads on to the page that was asked for. A program may send it as `Authorization: Bearer`. Of
 * passwords ten wrong ones a minute are enough for everybody together; nobody guesses a token.
 */
export function letIn(gate: Gate, now: () => number): MiddlewareHandler {
  const guard = guardOf(gate, now)
  return async (context, next) => {
    const { req } = context
    const url = new URL(req.url)
    const here = withParams(url, { token: undefined })
    const token = url.searchParams.get('token')
    if (token !== null && req.method === 'GET') {
      if (gate.key.kind === 'token' && guard(token) === 'right') giveCookie(context, gate)
      return context.redirect(here, 303)
    }
    if (req.method === 'POST' && url.pathname === '/sign-in') return signIn(context, gate, guard)
    const bearer = /^Bearer (.+)$/.exec(req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined && guard(bearer) === 'right') return next()
    const cookie = getCookie(context, cookieName(context))
    const isIn = cookie !== undefined && sameSecret(cookie, gate.session)
    if (!isIn) return ask(context, gate, { state: 'asked', to: req.method === 'GET' ? here : '/' })
    if (req.method !== 'POST' || url.pathname !== '/sign-out') return next()
    deleteCookie(context, cookieName(context), { path: '/' })
    return context.redirect('/', 303)
  }
}

/** `wait`: too many wrong passwords in this minute, and nobody is told whether this one is right. */
type Answer = 'right' | 'wrong' | 'wait'

function guardOf({ key }: Gate, now: () => number): (given: string) => Answer {
  const tries = { minute: 0, count: 0 }
  return (given) => {
    const minute = Math.floor(now() / A_MINUTE)
    if (tries.minute !== minute) Object.assign(tries, { minute, count: 0 })
    if (key.kind === 'password' && tries.count >= MOST_TRIES) return 'wait'
    const right = sameSecret(given, key.secret)
    if (!right) tries.count += 1
    return right ? 'right' : 'wrong'
  }
}

async function signIn(context: Context, gate: Gate, guard: (given: string) => Answer): Promise<Response> {
  const form = await context.req.parseBody()
  const to = ownPath(form.to)
  const answer = typeof form.key === 'string' ? guard(form.key) : 'wrong'
  if (answer !== 'right') return ask(context, gate, { state: answer, to })
  giveCookie(context, gate)
  return context.redirect(to, 303)
}

/** A path of these pages; whatever else a form says would lead elsewhere. */
function ownPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/'
  const own = 'http://own.example'
  const url = URL.canParse(given, own) ? new URL(given, own) : undefined
  return url?.origin === own && !url.pathname.startsWith('/sign-') ? withParams(url, {}) : '/'
}

async function ask(
  context: Context,
  gate: Gate,
  { state, to }: { readonly state: 'asked' | 'wrong' | 'wait'; readonly to: string },
): Promise<Response> {
  const page = <SignIn kind={gate.key.kind} state={state} to={to} accepted={context.req.header('accept-language')} />
  if (state === 'wait') context.header('Retry-After', '60')
  return context.html(`<!doctype html>${page}`, state === 'wait' ? 429 : 401)
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
