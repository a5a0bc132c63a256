import { type ReportRequest, usualReport } from '../../../app/index.ts'
import { dayNumber, isDay } from '../../../calendar/index.ts'
import { dimensions } from '../../../insights/index.ts'

/** What the address asks; `days`: whether its days could be used. */
export interface WantedReport {
  readonly request: ReportRequest
  readonly days: 'none' | 'used' | 'wrong'
}

/** Twenty years are more than any shop compares. */
const MOST_DAYS = 7320

/** Reads `?from=&to=&by=&lapse=&factor=&cohorts=`; what makes no sense is as if it were not there. */
export function wantedReport(url: URL): WantedReport {
  const { searchParams } = url
  const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? '']
  const isPeriod = isDay(from) && isDay(to) && from <= to && dayNumber(to) - dayNumber(from) < MOST_DAYS
  const by = dimensions.find((one) => one === searchParams.get('by'))
  const lapse = {
    days: numberIn(searchParams.get('lapse'), 3650) ?? usualReport.lapse.days,
    factor: numberIn(searchParams.get('factor'), 100) ?? usualReport.lapse.factor,
  }
  const cohortsBy = searchParams.get('cohorts') === 'sign-up' ? 'sign-up' : 'first order'
  return {
    request: { ...(isPeriod ? { days: { from, to } } : {}), lapse, cohortsBy, ...(by ? { by } : {}) },
    days: isPeriod ? 'used' : from === '' && to === '' ? 'none' : 'wrong',
  }
}

function numberIn(text: string | null, most: number): number | undefined {
  const number = /^\d{1,4}(\.\d{1,2})?$/.test(text ?? '') ? Number(text) : 0
  return number > 0 && number <= most ? number : undefined
}
