import { Unfit } from '../unfit.ts'
import { type Call, needed } from './call.ts'

const SAFE_AS_IT_IS = /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#][\w.~%!$&*+,;=:@/?#-]*)?$/i
const SCHEMES = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** `href="{{url links.unsubscribe}}"`: lets https, http, mailto and tel through, everything else ends the email (SEC-05). */
export function url(this: unknown, value: unknown, call: Call): string {
  needed(value, call)
  const safe = safeUrl(value)
  if (safe !== undefined) return safe
  throw new Unfit('unsafe-link', `is no address a mail may link to: ${String(value).slice(0, 60)}`, call.loc)
}

/** An address a mail may link to, as it is written in full; undefined for any other value. */
export function safeUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (SAFE_AS_IT_IS.test(value)) return value
  const parsed = URL.canParse(value) ? new URL(value) : undefined
  return parsed && SCHEMES.has(parsed.protocol) ? parsed.href.replaceAll("'", '%27') : undefined
}
