import { Stat } from '../../parts/stat.tsx'
import { moneyIn, type RetentionProps, shareIn } from './retention-view.ts'

/** Lifetime values under their names, each with its formula; what the shop file does not say is a line to paste. */
export function WorthCard({ view, report }: RetentionProps) {
  const { say, format, app } = view
  const { margin, acquisitionCost, years } = app.shop.lifetime
  const { lifetime, customers } = report.whole
  const inYears = { years: format.number(years, Number.isInteger(years) ? 0 : 1) }
  const missing = [
    ...(margin === undefined ? ['margin: 30 percent'] : []),
    ...(acquisitionCost === undefined ? [`acquisition_cost: 10 ${app.shop.currency}`] : []),
  ]
  return (
    <section class="card">
      <h2>{say('worth')}</h2>
      <p class="soft">{say('worthNote')}</p>
      <dl class="stats">
        <Stat
          label={say('historic')}
          value={moneyIn(view, lifetime.historic)}
          note={say('historicIs', { n: format.number(customers) })}
        />
        <Stat label={say('lifeRevenue')} value={moneyIn(view, lifetime.revenue)} note={say('lifeRevenueIs', inYears)} />
        <Stat
          label={say('lifeMargin')}
          value={moneyIn(view, lifetime.margin)}
          note={
            margin === undefined ? say('missing') : say('lifeMarginIs', { ...inYears, margin: shareIn(view, margin) })
          }
        />
        <Stat
          label={say('lifeCost')}
          value={moneyIn(view, lifetime.lessAcquisition)}
          note={
            acquisitionCost === undefined
              ? say('missing')
              : say('lifeCostIs', { ...inYears, cost: moneyIn(view, acquisitionCost) })
          }
        />
        {lifetime.predicted !== undefined && (
          <Stat label={say('predicted')} value={moneyIn(view, lifetime.predicted)} note={say('predictedIs')} />
        )}
      </dl>
      {missing.length > 0 && (
        <pre tabindex={0}>
          <code>{`lifetime: {${missing.join(', ')}, years: ${years}}`}</code>
        </pre>
      )}
    </section>
  )
}
