import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const NAME = 'perennial-notice'

/** Keeps a sentence for the next page, which is where a change leads. */
export function giveNotice(context: Context, sentence: string): void {
  setCookie(context, NAME, sentence.slice(0, 500), { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 60 })
}

/** The sentence that was kept, once. */
export function takeNotice(context: Context): string | undefined {
  const sentence = getCookie(context, NAME)
  if (sentence !== undefined) deleteCookie(context, NAME, { path: '/' })
  return sentence
}
