import { isStrange, type Strange, strange } from './strange.ts'

/** An exact decimal number: `units` divided by 10 to the power of `scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

/** How a file writes decimals; `detect` takes a lone comma for one unless it could part thousands. */
export type DecimalMark = 'detect' | 'comma' | 'point'

/**
 * Reads `1234.56`, `1,234.56`, `1.234,56`, `1 234,56`, `1'234.50`, `-3`. Thousands are parted in threes throughout or
 * not at all. Exponents, units and `1,234` (a thousand or one?) are strange unless the map says what a comma means.
 */
export function readDecimal(text: string, mark: DecimalMark = 'detect'): Decimal | Strange {
  const plain = PLAIN.exec(text)
  if (plain && mark !== 'comma') return decimalOf(plain[1] ?? '', plain[2] ?? '', plain[3] ?? '')
  const parts = SIGNED.exec(text)
  if (!parts) return strange('is no number: write it like 1234.56')
  const sign = parts[1] === '+' ? '' : parts[1] ? '-' : ''
  const body = parts[2] as string
  const separator = separatorOf(body, mark)
  if (isStrange(separator)) return separator
  const at = separator === '' ? -1 : body.lastIndexOf(separator)
  const whole = at === -1 ? body : body.slice(0, at)
  const fraction = at === -1 ? '' : body.slice(at + 1)
  if (!/^\d*$/.test(fraction) || !isGrouped(whole)) return strange('is no number: write it like 1234.56')
  return decimalOf(sign, whole.replaceAll(/\D/g, ''), fraction)
}

/** Digits with at most one point, at most 40 of them: what nine tenths of all files hold. */
const PLAIN = /^(-?)(\d{1,18})(?:\.(\d{1,22}))?$/
const SIGNED = /^([+\-\u2212]?)((?=\d|[.,]\d)[\d.,' \u00a0\u202f\u2019]{1,40})$/

function decimalOf(sign: string, whole: string, fraction: string): Decimal {
  return { units: BigInt(`${sign}${whole === '' ? '0' : whole}${fraction}`), scale: fraction.length }
}

/** Which sign stands before the decimals: the last of two kinds; a lone one by the mark, or by what it could part. */
function separatorOf(body: string, mark: DecimalMark): '.' | ',' | '' | Strange {
  if (mark === 'comma') return body.includes(',') ? ',' : ''
  if (mark === 'point') return body.includes('.') ? '.' : ''
  const commas = body.split(',').length - 1
  const points = body.split('.').length - 1
  if (commas > 0 && points > 0) return body.lastIndexOf(',') > body.lastIndexOf('.') ? ',' : '.'
  if (commas > 1 || points > 1) return ''
  if (points === 1) return '.'
  if (commas === 0) return ''
  const mayPartThousands = /^[1-9]\d{0,2},\d{3}$/.test(body)
  if (mayPartThousands) return strange('may mean thousands or decimals: write decimal: comma (or point) into the map')
  return ','
}

/** Thousands parted by one and the same sign in threes, or not parted at all. */
function isGrouped(whole: string): boolean {
  return /^\d*$/.test(whole) || /^\d{1,3}([.,' \u00a0\u202f\u2019])\d{3}(?:\1\d{3})*$/.test(whole)
}
