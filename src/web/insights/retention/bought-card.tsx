import { Stat } from '../../parts/stat.tsx'
import { fileIn, moneyIn, type RetentionProps, shareIn } from './retention-view.ts'

/** Revenue, order value, frequency, repeat rates and days between orders, each with its formula and base. */
export function BoughtCard({ view, report }: RetentionProps) {
  const { say, format } = view
  const { averages, gaps, ...numbers } = report.whole
  const days = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 1)
  return (
    <section class="card">
      <h2>{say('boughtTitle')}</h2>
      <p class="soft">{say('boughtNote')}</p>
      <dl class="stats">
        <Stat
          label={say('revenue')}
          value={moneyIn(view, numbers.revenue)}
          note={say('ofOrders', { n: numbers.orders })}
        />
        <Stat label={say('orderValue')} value={moneyIn(view, averages.orderValue)} note={say('orderValueIs')} />
        <Stat
          label={say('frequency')}
          value={averages.frequency === undefined ? '–' : format.number(averages.frequency, 2)}
          note={say('frequencyIs', { n: format.number(numbers.buyers) })}
        />
        <Stat
          label={say('repeat')}
          value={shareIn(view, averages.repeatRate)}
          note={say('repeatIs', { n: format.number(numbers.buyers) })}
        />
        <Stat
          label={say('repeatEver')}
          value={shareIn(view, averages.repeatRateEver)}
          note={say('repeatEverIs', { n: format.number(numbers.customers) })}
        />
        <Stat label={say('returning')} value={shareIn(view, averages.returningShare)} note={say('returningIs')} />
        <Stat
          label={say('between')}
          value={gaps ? days(gaps.median) : '–'}
          note={gaps && say('betweenIs', { n: format.number(gaps.number), low: days(gaps.low), high: days(gaps.high) })}
        />
      </dl>
      <a href={fileIn(view, 'numbers')} download>
        CSV
      </a>
    </section>
  )
}

/** The rows of the CSV: a number each; money in minor units. */
export function numbersCsv({ report }: RetentionProps) {
  const { averages, gaps, lifetime, retention: _, ...sums } = report.whole
  const named = (prefix: string, values: object) =>
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value as number | undefined])
  return {
    header: ['number', 'value'],
    rows: [
      ...named('', sums),
      ...named('average ', averages),
      ...named('days between orders ', gaps ?? {}),
      ...named('lifetime value ', lifetime),
    ],
  }
}
