import { localDay } from '../../calendar/index.ts'
import type { CustomerSheet } from '../../insights/index.ts'
import { DayOf } from '../parts/times.tsx'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'

/** The stored row: who somebody is, their tags, the shop's own attributes, and their segments. */
export function WhoCard({ view, sheet }: { readonly view: View<CustomersWord>; readonly sheet: CustomerSheet }) {
  const { say, people } = view
  const { row, tags, segments } = sheet
  const place = [row.city, row.region, row.country].filter(Boolean).join(', ')
  const lines: readonly (readonly [label: string, value: string | null])[] = [
    [say('id'), people.hidden(row.id)],
    [say('place'), place === '' ? null : people.hidden(place)],
    [say('language'), row.language],
    [say('zone'), row.time_zone && people.hidden(row.time_zone)],
    [say('birthday'), row.birth_day && people.hidden(yearlyText(view, row.birth_day, row.birth_year))],
    [say('tags'), tags.length === 0 ? null : people.hidden(tags.join(', '))],
    ...attributeLines(view, sheet),
  ]
  return (
    <section class="card">
      <h2>{say('who')}</h2>
      <dl class="customer-pairs">
        {lines.map(
          ([label, value]) =>
            value !== null && (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {row.signed_up_at !== null && (
          <div>
            <dt>{say('signedUp')}</dt>
            <dd>
              <DayOf view={view} day={localDay(Number(row.signed_up_at), view.app.shop.timeZone)} />
            </dd>
          </div>
        )}
      </dl>
      <h2>{say('segments')}</h2>
      {segments.length === 0 ? (
        <p class="soft">{say('noSegments')}</p>
      ) : (
        <p class="customer-tags">
          {segments.map(({ segment }) => (
            <a class="tag" href={`/segments/${encodeURIComponent(segment)}`}>
              {segment}
            </a>
          ))}
        </p>
      )}
    </section>
  )
}

/** `day`: MM-DD; the year is often not known. */
function yearlyText({ format }: View<CustomersWord>, day: string, year: number | null): string {
  const [month = 1, date = 1] = day.split('-').map(Number)
  return format.yearly({ month, date, year: year ?? 0 })
}

/** The shop's own attributes, values of a list together. What people wrote may tell who they are. */
function attributeLines(view: View<CustomersWord>, { attributes }: CustomerSheet): [string, string][] {
  const { app, format, people } = view
  return app.shop.attributes.flatMap(({ name, type }): [string, string][] => {
    const own = attributes.filter((one) => one.name === name)
    if (own.length === 0) return []
    const texts = own.map(({ text, number, month_day, year }) => {
      if (text !== null) return people.hidden(text)
      const value = Number(number ?? 0)
      if (type === 'yearly') return people.hidden(yearlyText(view, month_day ?? '', year))
      if (type === 'date') return people.hidden(format.day(localDay(value, app.shop.timeZone)))
      if (type === 'money') return format.money(value)
      if (type === 'yes/no') return view.frame(value === 1 ? 'yes' : 'no')
      return format.number(value)
    })
    return [[name, texts.join(', ')]]
  })
}
