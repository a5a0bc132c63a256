import type { ApiErrorName } from './errors.ts'

/** What the account may do; `none`: as much as it likes. */
export interface AccountLimits {
  /** Requests a second, in a fixed window of one second. */
  readonly rate: number | 'none'
  /** Emails a day (UTC) and a month (UTC), each recipient counted. */
  readonly daily: number | 'none'
  readonly monthly: number | 'none'
}

/** The window and the quotas of one team. */
export interface Meter {
  /** Counts one request; the name of the error when it is one too many. */
  request(): ApiErrorName | undefined
  /** Counts emails; the name of the error when they are too many, and then none is counted. */
  emails(count: number): ApiErrorName | undefined
  headers(): Record<string, string>
}

/** The meter of a team that shares one limit, read anew at each request: a test may change it. */
export function meter(now: () => number, limits: () => AccountLimits): Meter {
  let window = { second: -1, count: 0 }
  const used = { day: '', today: 0, month: '', thisMonth: 0 }
  const turn = () => {
    const second = Math.floor(now() / 1000)
    if (window.second !== second) window = { second, count: 0 }
    const day = new Date(now()).toISOString().slice(0, 10)
    if (used.day !== day) Object.assign(used, { day, today: 0 })
    if (used.month !== day.slice(0, 7)) Object.assign(used, { month: day.slice(0, 7), thisMonth: 0 })
  }
  return {
    request() {
      turn()
      window.count += 1
      const { rate } = limits()
      return rate !== 'none' && window.count > rate ? 'rate_limit_exceeded' : undefined
    },
    emails(count) {
      turn()
      const { daily, monthly } = limits()
      if (monthly !== 'none' && used.thisMonth + count > monthly) return 'monthly_quota_exceeded'
      if (daily !== 'none' && used.today + count > daily) return 'daily_quota_exceeded'
      used.today += count
      used.thisMonth += count
      return undefined
    },
    headers() {
      const { rate, daily } = limits()
      const shown = rate === 'none' ? 1_000_000 : rate
      return {
        'ratelimit-limit': String(shown),
        'ratelimit-remaining': String(Math.max(0, shown - window.count)),
        'ratelimit-reset': '1',
        'retry-after': '1',
        'x-resend-monthly-quota': String(used.thisMonth),
        // The free plan alone has a quota of the day.
        ...(daily === 'none' ? {} : { 'x-resend-daily-quota': String(used.today) }),
      }
    },
  }
}
