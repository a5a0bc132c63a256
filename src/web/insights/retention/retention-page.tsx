import { type RetentionReport, usualReport } from '../../../app/index.ts'
import { dimensions } from '../../../insights/index.ts'
import type { Answer } from '../../background/answers.ts'
import { Polled, Working } from '../../background/working.tsx'
import { Empty } from '../../parts/empty.tsx'
import { FilterForm, resultsId } from '../../parts/filter-form.tsx'
import { InsightTabs } from '../tabs.tsx'
import { BoughtCard } from './bought-card.tsx'
import { CohortCards } from './cohort-cards.tsx'
import { PartsCards } from './parts-cards.tsx'
import type { RetentionProps, RetentionView } from './retention-view.ts'
import { RfmCards } from './rfm-cards.tsx'
import type { WantedReport } from './wanted-report.ts'
import { WhoCard } from './who-card.tsx'
import { WorthCard } from './worth-card.tsx'

/** The numbers of a period: what the form asks is counted beside the page. */
export function RetentionPage(props: {
  readonly view: RetentionView
  readonly wanted: WantedReport
  readonly answer: Answer<RetentionReport>
}) {
  const { view, wanted, answer } = props
  const { say } = view
  return (
    <>
      <InsightTabs view={view} shown="retention" />
      <Question view={view} />
      <div id={resultsId}>
        {wanted.days === 'wrong' && <p class="bad">! {say('wrongDays')}</p>}
        <Polled view={view} id="report" state={answer.state}>
          {answer.state === 'done' ? (
            <Cards view={view} report={answer.value} />
          ) : (
            <Working view={view} answer={answer} doing={say('counting')} failed={say('failed')} again={say('again')} />
          )}
        </Polled>
      </div>
    </>
  )
}

function Question({ view }: { readonly view: RetentionView }) {
  const { say } = view
  return (
    <FilterForm
      view={view}
      fields={[
        { name: 'from', label: say('from'), kind: 'date' },
        { name: 'to', label: say('to'), kind: 'date' },
        {
          name: 'by',
          label: say('by'),
          options: dimensions.map((one) => ({ value: one, label: say(one) })),
          none: say('nothing'),
        },
        { name: 'lapse', label: say('lapse'), placeholder: String(usualReport.lapse.days) },
        { name: 'factor', label: say('factor'), placeholder: String(usualReport.lapse.factor) },
        {
          name: 'cohorts',
          label: say('cohortsBy'),
          options: [{ value: 'sign-up', label: say('signUp') }],
          none: say('firstOrder'),
        },
      ]}
    />
  )
}

function Cards(props: RetentionProps) {
  const { view, report } = props
  const { say, format, app } = view
  const { period, whole } = report
  if (whole.customers === 0) {
    return (
      <Empty title={say('empty')} example="perennial import orders orders.csv">
        <p>{say('emptyText')}</p>
      </Empty>
    )
  }
  const lead = say('lead', {
    ...{ from: format.day(period.from), to: format.day(period.to), at: format.instant(report.asOf) },
    ...{ n: whole.customers, buyers: format.number(whole.buyers), zone: app.shop.timeZone },
  })
  return (
    <>
      <p class="lead">
        {lead} {period.state === 'under way' && say('underWay')}
      </p>
      <div class="cards">
        <WhoCard {...props} />
        <BoughtCard {...props} />
        <WorthCard {...props} />
        <PartsCards {...props} />
        <CohortCards {...props} />
        <RfmCards {...props} />
      </div>
    </>
  )
}
