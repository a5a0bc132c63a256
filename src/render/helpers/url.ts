import { Unfit } from '../unfit.ts'
import { type Call, needed } from './call.ts'

const SAFE_AS_IT_IS = /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#][\w.~%!$&*+,;=:@/?#-]*)?$/i
const SCHEMES = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** `href="{{url links.unsubscribe}}"`: lets https, http, mailto and tel through, everything else ends the email (SEC-05). */
export function url(this: unknown, value: unknown, call: Call): string {
  needed(value, call)
  if (typeof value === 'string' && SAFE_AS_IT_IS.test(value)) return value
  const parsed = typeof value === 'string' ? parse(value) : undefined
  if (!parsed || !SCHEMES.has(parsed.protocol)) {
    throw new Unfit('unsafe-link', `is no address a mail may link to: ${String(value).slice(0, 60)}`, call.loc)
  }
  return parsed.href.replaceAll("'", '%27')
}

function parse(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined
}
