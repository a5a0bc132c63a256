import type { ReportRequest } from './report.ts'

/** What a report is asked with where nothing else is said: lapsed after 180 days, or three usual gaps. */
export const usualReport: ReportRequest = { lapse: { days: 180, factor: 3 }, cohortsBy: 'first order' }
