import { type Day, dayNumber, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { type Language, localeOf } from '../words/index.ts'

/** Numbers, money, days and instants as the operator writes them. */
export interface Formats {
  /** `2,481`. */
  number(value: number, digits?: number): string
  /** A share of 1 as `19.7 %`. */
  percent(share: number, digits?: number): string
  /** Minor units of the shop's currency, or of another: `€212.00`. */
  money(minor: number, currency?: string): string
  /** `22 Nov 2026`. */
  day(day: Day): string
  /** `Sunday 22 November 2026`. */
  longDay(day: Day): string
  /** `22 Nov 2026, 09:00` on the shop's clock. */
  instant(at: Instant): string
  /** `22 Nov 2026, 09:00:12`, where the minute does not tell two apart. */
  exact(at: Instant): string
  /** `Mon 09:00` within a week, else the day with its time. */
  near(at: Instant): string
  /** A day of every year, with its year where that is known (0: it is not): `29 February 1992`. */
  yearly(day: { readonly month: number; readonly date: number; readonly year: number }): string
  /** `November 2026` of `2026-11`. */
  month(month: string): string
  /** Days that went by, below 0 days to come: `181 days ago`, `tomorrow`. */
  daysAgo(days: number): string
  /** `4 minutes ago`, `in 2 days`: from a day on, days of the shop's calendar. */
  ago(at: Instant): string
  /** How long something took, in ms: `3.1s`, `2 mins`. */
  span(ms: number): string
}

/** How an operator of this language reads values of a shop with this zone and currency; `now` is what ages count from. */
export function formatsFor(
  language: Language,
  shop: { readonly timeZone: string; readonly currency: string },
  now: Instant,
): Formats {
  const locale = localeOf(language)
  const { timeZone } = shop
  const instant = dates(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const exact = dates(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  const near = dates(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone })
  return {
    number: (value, digits = 0) => numbers(locale, digits).format(value),
    percent: (share, digits = 1) => percents(locale, digits).format(share),
    money: (minor, currency = shop.currency) => inCurrency(locale, currency, minor),
    day: (day) => dates(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00Z`)),
    longDay: (day) => dates(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00Z`)),
    instant: (at) => instant.format(at),
    exact: (at) => exact.format(at),
    near: (at) => (Math.abs(at - now) < A_WEEK ? near : instant).format(at),
    yearly: ({ month, date, year }) => {
      const form = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const
      // Where the year is not known, one with a 29 February.
      return dates(locale, year > 0 ? { ...form, year: 'numeric' } : form).format(
        Date.UTC(year > 0 ? year : 2000, month - 1, date),
      )
    },
    month: (month) => {
      return dates(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00Z`))
    },
    daysAgo: (days) => relatives(locale).format(-days, 'day'),
    ago: (at) => ago(locale, at, now, timeZone),
    span: (ms) =>
      ms < 60_000 ? units(locale, 'second').format(ms / 1000) : units(locale, 'minute').format(ms / 60_000),
  }
}

const A_DAY = 86_400_000
const A_WEEK = 6 * A_DAY

/** From a day on those of the calendar count: what is 180 days and 20 hours old was 181 days ago for a rule, too. */
function ago(locale: string, at: Instant, now: Instant, zone: string): string {
  if (Math.abs(at - now) < A_DAY) return relative(locale, at - now)
  return relatives(locale).format(dayNumber(localDay(at, zone)) - dayNumber(localDay(now, zone)), 'day')
}

function relative(locale: string, ms: number): string {
  const steps = [
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const
  const [unit, length] = steps.find(([, size]) => Math.abs(ms) >= size) ?? (['second', 1000] as const)
  return relatives(locale).format(Math.trunc(ms / length), unit)
}

function inCurrency(locale: string, currency: string, minor: number): string {
  const format = currencies(locale, currency)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

const numbers = kept((locale: string, digits: number) => {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits })
})
const percents = kept((locale: string, digits: number) => {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  })
})
const currencies = kept((locale: string, currency: string) => {
  return new Intl.NumberFormat(locale, { style: 'currency', currency })
})
const UNITS = { second: 'narrow', minute: 'short' } as const
const units = kept((locale: string, unit: 'second' | 'minute') => {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: UNITS[unit], maximumFractionDigits: 1 })
})
const relatives = kept((locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const dates = kept((locale: string, options: Intl.DateTimeFormatOptions) => {
  return new Intl.DateTimeFormat(locale, options)
})

/** Formats are slow to make and there are few: each is made once. */
function kept<A extends unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  const made = new Map<string, R>()
  return (...args) => {
    const key = JSON.stringify(args)
    const known = made.get(key) ?? make(...args)
    made.set(key, known)
    return known
  }
}
