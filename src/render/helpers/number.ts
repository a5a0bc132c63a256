import { formatMoney, formatNumber, formatPercent } from '../formats.ts'
import { type Call, has, needed, unfit } from './call.ts'
import { money } from './money.ts'

/**
 * `{{number customer.orders}}`; also what a coupon takes off, whatever its form: `{percent: 15}`, money, or the
 * campaign's phrase `15 percent` or `10 EUR`.
 */
export function number(this: unknown, value: unknown, call: Call): string {
  needed(value, call)
  const { formats } = call.data
  if (typeof value === 'number' && Number.isFinite(value)) return formatNumber(value, formats)
  if (has(value, 'percent') && typeof value.percent === 'number') return formatPercent(value.percent, formats)
  if (has(value, 'amount')) return money.call(this, value, call)
  if (typeof value === 'string') return phrase(value, call)
  return unfit(value, 'no number', call)
}

function phrase(value: string, call: Call): string {
  const [, digits, unit = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*(percent|%|[A-Z]{3})?\s*$/.exec(value) ?? []
  if (digits === undefined) return unfit(value, 'no number', call)
  const amount = Number(digits)
  if (unit === '') return formatNumber(amount, call.data.formats)
  if (unit === 'percent' || unit === '%') return formatPercent(amount, call.data.formats)
  return formatMoney({ amount: inMinorUnits(amount, unit), currency: unit }, call.data.formats)
}

function inMinorUnits(amount: number, currency: string): number {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return Math.round(amount * 10 ** digits)
}
