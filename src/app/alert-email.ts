import type { Shop } from '../config/index.ts'
import type { Alerts } from '../insights/index.ts'
import { alertSentences } from './alert-sentences.ts'

/** The email of a day's alerts, at most so many; undefined where there is nothing to tell. */
export function alertEmail(
  { numbers, customers, more }: Alerts,
  shop: Shop,
  most: number,
): { readonly subject: string; readonly html: string; readonly text: string } | undefined {
  const [ranges, late] = alertSentences({ numbers, customers }, shop)
  const all = [...ranges, ...late]
  if (all.length === 0) return undefined
  const told = all.slice(0, most)
  const left = all.length - told.length + more
  const rest = left > 0 ? [`And ${left} more: perennial alerts --most ${late.length + more}`] : []
  const lines = [...told, ...rest]
  const subject = `${shop.name}: ${all.length + more === 1 ? '1 thing' : `${all.length + more} things`} to look at`
  const html = `<!doctype html><html lang="en"><body>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</body></html>`
  return { subject, html, text: `${lines.join('\n\n')}\n` }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
