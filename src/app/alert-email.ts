import type { Alerts, Notices } from '../insights/index.ts'
import { alertSentences } from './alert-sentences.ts'
import { noticeSentence } from './notice-sentence.ts'
import type { App } from './open-app.ts'

/** An email to a person of the shop. */
export interface AlertEmail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** What one such email may be about. */
export interface ToTell extends Pick<Alerts, 'numbers' | 'customers' | 'more'>, Pick<Notices, 'notices'> {
  readonly moreNotices: number
}

/** The email of a day: numbers, then notices, then late customers, at most so many; undefined: there is nothing to tell. */
export function alertEmail(
  { numbers, customers, more, notices, moreNotices }: ToTell,
  app: Pick<App, 'shop' | 'campaigns'>,
  most: number,
): AlertEmail | undefined {
  const { shop } = app
  const [ranges, late] = alertSentences({ numbers, customers }, shop)
  const all = [...ranges, ...notices.map((notice) => noticeSentence(notice, app)), ...late]
  if (all.length === 0) return undefined
  const told = all.slice(0, most)
  const things = all.length + more + moreNotices
  const left = things - told.length
  const asked = Math.min(999, Math.max(late.length + more, notices.length + moreNotices))
  const rest = left > 0 ? [`And ${left} more: perennial alerts --most ${asked}`] : []
  const lines = [...told, ...rest]
  const subject = `${shop.name}: ${things === 1 ? '1 thing' : `${things} things`} to look at`
  const html = `<!doctype html><html lang="en"><body>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</body></html>`
  return { subject, html, text: `${lines.join('\n\n')}\n` }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
