import type { Place, Problem } from '../problem.ts'

/** Gmail cuts off what lies above, and the unsubscribe link with it (TPL-01). */
export const CLIPPED_BY_GMAIL = 102_400

/** From here on an email is told to be near it. */
export const NEARLY_CLIPPED = 92_160

/** Bytes of an email's HTML as UTF-8. */
export function htmlBytes({ html }: { readonly html: string }): number {
  return Buffer.byteLength(html)
}

/** The problem of HTML that is cut off; `whose` says for whom, where it is not so for everybody. */
export function tooLong(bytes: number, whose: string, place: Place): Problem {
  const size = bytes.toLocaleString('en')
  const message = `The HTML has ${size} bytes${whose === '' ? '' : ` ${whose}`}: Gmail cuts it off at 102,400`
  const hint = 'make it shorter: what is cut off holds the unsubscribe link'
  return { code: 'email-too-long', severity: 'error', message, hint, place }
}
