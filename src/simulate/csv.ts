import type { CustomerTotal, Simulation } from './simulation.ts'

/** A row per day and campaign: date, marks, campaign, send, wait, skip, and the reasons of waits and skips. */
export function daysCsv({ days }: Simulation): string {
  const rows = days.flatMap(({ date, marks, campaigns }) =>
    Object.entries(campaigns).map(([campaign, { send, wait, skip, reasons }]) => [
      date,
      marks.join(' '),
      campaign,
      send,
      wait,
      skip,
      Object.entries(reasons)
        .map(([reason, number]) => `${reason} ${number}`)
        .join(' '),
    ]),
  )
  return csv([['date', 'marks', 'campaign', 'send', 'wait', 'skip', 'reasons'], ...rows])
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
