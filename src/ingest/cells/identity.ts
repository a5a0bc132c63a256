import { type Strange, strange } from './strange.ts'

/** Longer than any shop's id or coupon. */
const LONGEST = 255

/**
 * The shop's own id as text: leading zeros stay. A spreadsheet's guard (`'00123`) and its float (`17850.0`) are undone;
 * an id that lost digits to an exponent (`7.21E+12`) is strange.
 */
export function readId(text: string): string | Strange {
  const first = text.charCodeAt(0)
  const id = first === APOSTROPHE && /^'[\d+-]/.test(text) ? text.slice(1) : text
  if (id.length > LONGEST) return strange(`is longer than ${LONGEST} characters`)
  if (id.endsWith('0') && /^\d+\.0+$/.test(id)) return id.slice(0, id.indexOf('.'))
  if (/^\d\.\d+e\+\d+$/i.test(id)) return strange('lost digits to an exponent: export the column as text')
  return id
}

const APOSTROPHE = 39
