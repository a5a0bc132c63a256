import type { MeasuredHoldout } from '../../../app/index.ts'
import { GroupsWarning, sayBeyond } from '../../parts/beyond-holdout.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { LiftText } from '../../parts/lift-text.tsx'
import { sayIn } from '../../words/index.ts'
import { liftWords } from '../../words/lift.ts'
import type { ExperimentView } from './experiment-view.ts'

/** Everybody who is held out, beside those who are not. */
export function HoldoutsCard(props: { readonly view: ExperimentView; readonly holdouts: readonly MeasuredHoldout[] }) {
  const { view, holdouts } = props
  const { say } = view
  return (
    <section class="card wide-card">
      <h2>{say('holdouts')}</h2>
      <p class="soft">
        {say('methodHoldouts')}{' '}
        <a href="/insights/experiments/holdouts.csv" download>
          CSV
        </a>
      </p>
      {holdouts.map((holdout) => (
        <Holdout view={view} holdout={holdout} />
      ))}
    </section>
  )
}

/** The rows of the CSV: a campaign each, the whole programme without a name; money in minor units. */
export function holdoutsCsv(holdouts: readonly MeasuredHoldout[]) {
  return {
    header: [
      ...['campaign', 'share', 'taken_in', 'reached', 'revenue', 'held_out', 'held_out_reached', 'held_out_revenue'],
      ...['emails', 'lift', 'low', 'high', 'verdict', 'days_more', 'revenue_beyond', 'groups'],
    ],
    rows: holdouts.map(({ campaign, share, treated, heldOut, emails, lift }) => [
      ...[campaign, share, treated.customers, treated.reached, treated.sum],
      ...[heldOut.customers, heldOut.reached, heldOut.sum, emails],
      ...[lift?.difference, lift?.low, lift?.high, lift?.verdict, lift?.daysToGo],
      ...[lift?.revenue?.total.value, lift?.groups?.verdict],
    ]),
  }
}

function Holdout({ view, holdout }: { readonly view: ExperimentView; readonly holdout: MeasuredHoldout }) {
  const { say, format, language } = view
  const words = sayIn(liftWords, language)
  const { campaign, share, treated, heldOut, lift } = holdout
  const name = campaign ?? words('programme')
  type Row = { readonly name: string; readonly group: MeasuredHoldout['treated'] }
  const rows: Row[] = [
    { name: words('treated'), group: treated },
    { name: words('heldOut'), group: heldOut },
  ]
  const number = (title: string, cell: (group: Row['group']) => string) => {
    return { title, kind: 'number' as const, cell: ({ group }: Row) => cell(group) }
  }
  return (
    <>
      <h3>
        {name} {share !== null && <span class="soft">{say('heldShare', { share: format.percent(share) })}</span>}
      </h3>
      <DataTable
        view={view}
        caption={name}
        captionIs="hidden"
        columns={[
          { title: say('group'), heads: 'row', cell: (row: Row) => row.name },
          number(view.say('customers'), ({ customers }) => format.number(customers)),
          number(say('reached'), ({ reached }) => format.number(reached)),
          number(say('rate'), ({ reached, customers }) =>
            customers === 0 ? '–' : format.percent(reached / customers),
          ),
          number(say('revenue'), ({ sum }) => format.money(Math.round(sum))),
        ]}
        rows={rows}
      />
      {lift ? (
        <>
          <p>
            {words('lift')}: <LiftText view={view} lift={lift} />
          </p>
          {sayBeyond(view, holdout, lift).map((sentence) => (
            <p class="soft">{sentence}</p>
          ))}
          <GroupsWarning view={view} counts={holdout} lift={lift} />
        </>
      ) : (
        <p>{say('noHoldout')}</p>
      )}
    </>
  )
}
