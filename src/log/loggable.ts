import { redacted } from './redacted.ts'

/** What a line of the log may hold. */
export type Fields = Readonly<Record<string, unknown>>

/** Deeper than this nothing of use was found yet, only things that hold each other. */
const DEEPEST = 6
/** Names of columns and fields that hold a person, whatever is in them. */
const PERSONAL =
  /^(email|email_folded|to|address|first_name|last_name|(first|last)_name_folded|name|birthday|html|text|subject|body|parameters|headers)$/

/** Fields as they may be written: every text redacted, personal ones left out, errors without what they quote. */
export function loggable(fields: Fields): Record<string, unknown> {
  return cleaned(fields, 0) as Record<string, unknown>
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redacted(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return cleanError(value)
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (depth >= DEEPEST) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth + 1))
  const entries = Object.entries(value).map(([key, item]) => {
    const personal = PERSONAL.test(key) && item !== null && item !== undefined
    return [redacted(key), personal ? '[left out]' : cleaned(item, depth + 1)]
  })
  return Object.fromEntries(entries)
}

/** `detail` of a database's error quotes the row; only what names the place is taken. */
function cleanError({ name, message, stack, ...rest }: Error): Record<string, unknown> {
  const code = 'code' in rest ? { code: cleaned(rest.code, DEEPEST) } : {}
  return { type: name, message: redacted(message), ...code, stack: redacted(stack ?? '') }
}
