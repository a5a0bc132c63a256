import { localDay } from '../../calendar/index.ts'
import type { CustomerSheet } from '../../insights/index.ts'
import { Badge } from '../parts/badge.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'
import { stateText } from './state-text.ts'

/** Where a customer stands: stage, consent, suppression and limit. */
export function StandingCard({ view, sheet }: { readonly view: View<CustomersWord>; readonly sheet: CustomerSheet }) {
  const { say, format, app, ctx } = view
  const { limit, stages, timeZone } = app.shop
  const stage = stages.map((name) => sheet.segments.find(({ segment }) => segment === name)).find(Boolean)
  const { consent, suppressed, counted } = sheet
  return (
    <section class="card customer-standing">
      <dl class="stats">
        <Stat
          label={say('stage')}
          value={
            stage ? <a href={`/segments/${encodeURIComponent(stage.segment)}`}>{stage.segment}</a> : say('noStage')
          }
          note={stage && stage.since > 0 && say('sinceDay', { day: format.day(localDay(stage.since, timeZone)) })}
        />
        <Stat
          label={say('consent')}
          value={<Badge tone={consent === 'subscribed' ? 'good' : 'warn'} word={stateText(view, consent)} />}
        />
        <Stat
          label={say('suppressed')}
          value={
            suppressed === 'no' ? (
              <Badge tone="good" word={say('notSuppressed')} />
            ) : (
              <Badge tone="bad" word={stateText(view, suppressed)} />
            )
          }
        />
        <Stat
          label={say('limit')}
          value={limit ? say('limitText', { n: counted, most: limit.count, days: limit.days }) : say('noLimit')}
        />
      </dl>
      {sheet.pausedUntil > ctx.now && <p>! {say('pausedUntil', { at: format.instant(sheet.pausedUntil) })}</p>}
    </section>
  )
}
