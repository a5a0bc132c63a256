import type { QuietHours, SendLimit, SendTime } from './shop.ts'

/** `09:00 customer time` or `09:00 shop time`; undefined when it says neither. */
export function readSendTime(text: string): SendTime | undefined {
  const found = /^(\d{1,2}:\d{2}) +(customer|shop) +time$/i.exec(text.trim())
  const time = found?.[1] === undefined ? undefined : readClockTime(found[1])
  return time === undefined ? undefined : { time, clock: clockOf(found?.[2]) }
}

/** `21:00 to 08:00 customer time`; undefined when it does not say that, or says twice the same time. */
export function readQuietHours(text: string): QuietHours | undefined {
  const found = /^(\d{1,2}:\d{2}) +to +(\d{1,2}:\d{2}) +(customer|shop) +time$/i.exec(text.trim())
  const from = found?.[1] === undefined ? undefined : readClockTime(found[1])
  const to = found?.[2] === undefined ? undefined : readClockTime(found[2])
  if (from === undefined || to === undefined || from === to) return undefined
  return { from, to, clock: clockOf(found?.[3]) }
}

/** `2 marketing emails per 7 days` (or weeks); undefined when it does not say that. */
export function readSendLimit(text: string): SendLimit | undefined {
  const found = /^(\d{1,4}) +marketing +emails? +per +(?:(\d{1,4}) +)?(days?|weeks?)$/i.exec(text.trim())
  if (!found) return undefined
  const days = Number(found[2] ?? 1) * (found[3]?.toLowerCase().startsWith('week') ? 7 : 1)
  const count = Number(found[1])
  return count >= 1 && days >= 1 ? { count, days } : undefined
}

/** `5000 customers` or `5 000`, at least 1; undefined when it says something else. */
export function readCustomers(text: string): number | undefined {
  const found = /^(\d{1,3}(?: \d{3}){0,3}|\d{1,12})(?: +customers?)?$/i.exec(text.trim())
  const number = Number(found?.[1]?.replaceAll(' ', '') ?? Number.NaN)
  return number >= 1 ? number : undefined
}

/** `10 percent` as a share of 0 to 1; undefined when it says something else or more than 100. */
export function readPercent(text: string): number | undefined {
  const found = /^(\d{1,3}(?:\.\d{1,6})?) +percent$/i.exec(text.trim())
  const percent = Number(found?.[1] ?? Number.NaN)
  return percent >= 0 && percent <= 100 ? percent / 100 : undefined
}

function readClockTime(text: string): string | undefined {
  const [hours = '', minutes = ''] = text.split(':')
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : undefined
}

function clockOf(word: string | undefined): 'customer' | 'shop' {
  return word?.toLowerCase() === 'shop' ? 'shop' : 'customer'
}
