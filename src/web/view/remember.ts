import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type Language, languageIn, languages } from '../words/index.ts'
import type { Theme } from './document.tsx'
import { withParams } from './links.ts'

/** `?lang=hr` and `?theme=dark` on any page are remembered in a cookie and leave the address. */
export const rememberLook: MiddlewareHandler = async (context, next) => {
  const url = new URL(context.req.url)
  const asked = [...LOOKS].filter(([name]) => url.searchParams.has(name))
  if (asked.length === 0 || context.req.method !== 'GET') return next()
  for (const [name, known] of asked) {
    const value = url.searchParams.get(name) ?? ''
    if (!known.includes(value)) continue
    setCookie(context, `perennial-${name}`, value, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: A_YEAR })
  }
  return context.redirect(withParams(url, { lang: undefined, theme: undefined }), 303)
}

/** The language of the one who asks: chosen before, else as the browser says, else the shop's own. */
export function languageOf(context: Context, ofShop: readonly string[]): Language {
  const chosen = languages.find((language) => language === getCookie(context, 'perennial-lang'))
  return chosen ?? languageIn(context.req.header('accept-language')) ?? languageIn(ofShop.join(',')) ?? 'en'
}

/** Light or dark as chosen before; `auto` follows the computer. */
export function themeOf(context: Context): Theme {
  const chosen = getCookie(context, 'perennial-theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

const A_YEAR = 365 * 86_400
const LOOKS = new Map<string, readonly string[]>([
  ['lang', languages],
  ['theme', ['auto', 'light', 'dark']],
])
