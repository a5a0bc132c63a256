import type { CustomerFact } from '../../app/index.ts'
import { localDay } from '../../calendar/index.ts'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'
import { stateText } from './state-text.ts'

/** All facts that rules can ask for, by the names that rules call them. */
export function FactsCard({
  view,
  facts,
}: {
  readonly view: View<CustomersWord>
  readonly facts: readonly CustomerFact[]
}) {
  const { say } = view
  return (
    <section class="card">
      <h2>{say('facts')}</h2>
      <p class="soft">{say('factsLead')}</p>
      <dl class="customer-facts">
        {facts.map((fact) => (
          <div>
            <dt>
              <code title={fact.doc}>{fact.name}</code>
            </dt>
            <dd>{valueText(view, fact)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function valueText(view: View<CustomersWord>, { kind, value }: CustomerFact) {
  const { say, format, frame } = view
  if (value === null) return <span class="zero">{say('missing')}</span>
  const number = Number(value)
  switch (kind) {
    case 'word':
      return stateText(view, String(value))
    case 'yes/no':
      return frame(number === 1 ? 'yes' : 'no')
    case 'money':
      return format.money(Math.round(number))
    case 'percent':
      return format.percent(number / 100, 1)
    case 'duration':
      return say('days', { n: Math.round(number * 10) / 10 })
    case 'past date':
    case 'coming date':
    case 'date':
    case 'anniversary':
      return `${format.day(localDay(number, view.app.shop.timeZone))} (${format.ago(number)})`
    case 'yearly date':
      return view.people.hidden(format.yearly(yearlyDay(number)))
    default:
      return Number.isFinite(number) ? format.number(number, Number.isInteger(number) ? 0 : 2) : String(value)
  }
}

/** Of YYYYMMDD, with year 0 where it is not known. */
function yearlyDay(value: number) {
  return { year: Math.floor(value / 10_000), month: Math.floor(value / 100) % 100, date: value % 100 }
}
