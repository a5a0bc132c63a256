import type { CustomerTotal, Simulation } from './simulation.ts'

/**
 * A row per day and campaign: date, marks, campaign, send, wait, skip, and the reasons of waits and skips; behind send
 * `tell` where somebody of the shop hears of customers.
 */
export function daysCsv({ days, totals }: Simulation): string {
  const told = totals.tell !== undefined
  const rows = days.flatMap(({ date, marks, campaigns }) =>
    Object.entries(campaigns).map(([campaign, { send, tell = 0, wait, skip, reasons }]) => [
      date,
      marks.join(' '),
      campaign,
      send,
      ...(told ? [tell] : []),
      wait,
      skip,
      Object.entries(reasons)
        .map(([reason, number]) => `${reason} ${number}`)
        .join(' '),
    ]),
  )
  return csv([['date', 'marks', 'campaign', 'send', ...(told ? ['tell'] : []), 'wait', 'skip', 'reasons'], ...rows])
}

/** A row per customer who got at least one email. */
export function customersCsv(customers: readonly CustomerTotal[]): string {
  const header = ['customer_id', 'emails', 'first', 'last', 'capped', 'longest_silence_days', 'silent_since']
  const rows = customers.map((one) => [
    one.customer,
    one.emails,
    one.first,
    one.last,
    one.capped,
    one.longestSilence,
    one.silentSince,
  ])
  return csv([header, ...rows])
}

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('')
}

/** A cell that begins like a formula is text to a spreadsheet only behind an apostrophe (SEC-15). */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
