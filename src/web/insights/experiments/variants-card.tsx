import type { ComparedVariants } from '../../../app/index.ts'
import { localDay } from '../../../calendar/index.ts'
import type { VariantGroup } from '../../../insights/index.ts'
import { Badge } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { VariantFinding } from '../../parts/variant-finding.tsx'
import { askPath } from './ask-page.tsx'
import type { ExperimentView } from './experiment-view.ts'

/** One email and its versions: the groups, what can be said of them, and what was or may be adopted. */
export function VariantsCard({ view, test }: { readonly view: ExperimentView; readonly test: ComparedVariants }) {
  const { say } = view
  const { campaign, step, by, withinDays, adopt, result } = test
  return (
    <section class="card wide-card">
      <h2>
        <a href={`/campaigns/${encodeURIComponent(campaign)}`}>{campaign}</a> / {step}
      </h2>
      <p class="soft">
        {say(by === 'conversions' ? 'byConversions' : 'byRevenue', { n: withinDays })}{' '}
        {say(adopt === 'by hand' ? 'hand' : 'auto')}
      </p>
      <Groups view={view} test={test} />
      <p>
        <VariantFinding view={view} test={test} />
      </p>
      {result?.groups.verdict === 'not as planned' && (
        <p class="warn">! {say('wrongGroups', { chance: chanceText(view, result.groups.chance) })}</p>
      )}
      <Adoption view={view} test={test} />
    </section>
  )
}

/** The rows of the CSV: a version each; money in minor units. */
export function variantsCsv(tests: readonly ComparedVariants[]) {
  return {
    header: [
      ...['campaign', 'step', 'by', 'within_days', 'version', 'share', 'got_it', 'days_over', 'reached', 'buyers'],
      ...['revenue', 'verdict', 'best', 'difference', 'low', 'high', 'days_more', 'groups', 'adopted'],
    ],
    rows: tests.flatMap(({ campaign, step, by, withinDays, groups, result, adoption }) =>
      groups.map(({ variant, share, begun, customers, reached, buyers, sum }) => [
        ...[campaign, step, by, withinDays, variant, share, begun, customers, reached, buyers, sum],
        ...[result?.verdict, result?.best, result?.found?.difference, result?.found?.low, result?.found?.high],
        ...[result?.daysToGo, result?.groups.verdict, adoption?.variant],
      ]),
    ),
  }
}

function Groups({ view, test }: { readonly view: ExperimentView; readonly test: ComparedVariants }) {
  const { say, format } = view
  const number = (title: string, cell: (group: VariantGroup) => string) => ({ title, kind: 'number' as const, cell })
  const some = (group: VariantGroup, text: () => string) => (group.customers === 0 ? '–' : text())
  return (
    <DataTable
      view={view}
      caption={`${test.campaign} / ${test.step}`}
      captionIs="hidden"
      columns={[
        { title: say('version'), heads: 'row', cell: ({ variant }: VariantGroup) => variant },
        number(say('share'), ({ share }) => format.percent(share, 0)),
        number(say('begun'), ({ begun }) => format.number(begun)),
        number(say('over'), ({ customers }) => format.number(customers)),
        number(say('reached'), ({ reached }) => format.number(reached)),
        number(say('rate'), (group) => some(group, () => format.percent(group.reached / group.customers))),
        number(say('revenue'), ({ sum }) => format.money(Math.round(sum))),
        number(say('each'), (group) => some(group, () => format.money(Math.round(group.sum / group.customers)))),
      ]}
      rows={test.groups}
    />
  )
}

function chanceText({ format }: ExperimentView, chance: number): string {
  return chance < 0.0001 ? `< ${format.percent(0.0001, 2)}` : format.percent(chance, 2)
}

function Adoption({ view, test }: { readonly view: ExperimentView; readonly test: ComparedVariants }) {
  const { say, format, app } = view
  const { campaign, step, adoption, groups } = test
  if (!adoption) {
    return (
      <p>
        {groups.map(({ variant }) => (
          <>
            <a class="button" href={askPath('adopt', { campaign, step, variant })}>
              {say('adopt', { variant })}
            </a>{' '}
          </>
        ))}
      </p>
    )
  }
  const { variant, how, at } = adoption
  const day = format.day(localDay(at, app.shop.timeZone))
  return (
    <p>
      <Badge tone="good" word={variant} /> {say(how === 'by hand' ? 'adoptedHand' : 'adoptedAuto', { variant, day })}{' '}
      <a class="button" href={askPath('undo', { campaign, step, variant })}>
        {say('undo')}
      </a>
    </p>
  )
}
