import { addDays, type Day } from '../../calendar/index.ts'
import type { CampaignStats } from '../../insights/index.ts'
import { Steps, type StepData } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { shareBase } from '../parts/share-base.ts'
import { InsightCard } from './insight-card.tsx'
import type { InsightProps, InsightView, InsightWord } from './insight-view.ts'

/** What is counted of emails, in the order of the table. */
const COUNTS = [
  ...(['submitted', 'delivered', 'opened', 'clicked', 'converted'] as const),
  ...(['bounced', 'complained', 'unsubscribed'] as const),
]
type Count = (typeof COUNTS)[number]
type Counts = Readonly<Record<Count, number>>

/** What became of the emails of the range, of all campaigns together; each campaign stands in the table. */
export function FunnelCard({ view, insights, range }: InsightProps) {
  const { funnel, today, first } = insights
  const since = range === 'all' ? (first ?? today) : addDays(today, -range)
  const counts = total(funnel?.value ?? [])
  const title = view.say('funnel')
  const finding = funnel && findingOf(view, counts, since)
  const data = dataOf(view, counts)
  const picture = (width: number) => (
    <Steps id={`funnel-${width}`} title={title} finding={finding ?? ''} width={width} data={data} />
  )
  return (
    <InsightCard
      view={view}
      name="funnel"
      wide="third"
      title={title}
      finding={finding}
      asOf={funnel?.asOf}
      picture={<AllWidths broad={picture(widths.third)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} rows={byCampaign(funnel?.value ?? [])} />}
    />
  )
}

/** The rows of the CSV: a step of a campaign each. */
export function funnelCsv(stats: readonly CampaignStats[]) {
  return {
    header: ['campaign', 'step', 'variant', ...COUNTS],
    rows: stats.map((row) => [row.campaign, row.step, row.variant, ...COUNTS.map((name) => row[name])]),
  }
}

function findingOf({ say, format }: InsightView, counts: Counts, since: Day): string {
  if (counts.submitted === 0) return say('funnelNone', { since: format.day(since) })
  const { submitted, converted } = counts
  return say('funnelFound', {
    n: format.number(submitted),
    since: format.day(since),
    bought: format.number(converted),
  })
}

function dataOf({ say, format }: InsightView, counts: Counts): StepData {
  const step = (what: 'delivered' | 'opened' | 'clicked' | 'converted') => {
    const value = counts[what]
    const name = say(what === 'converted' ? 'bought' : what)
    const base = shareBase(what, value, counts)
    if (base === 'not told') return { name, value: undefined, says: say('notTold') }
    const share = format.percent(base.all === 0 ? 0 : value / base.all)
    const of = base.of === 'submitted' ? 'ofSubmitted' : 'ofDelivered'
    return { name, value, says: say(of, { n: format.number(value), share }) }
  }
  return {
    steps: [
      { name: say('submitted'), value: counts.submitted, says: format.number(counts.submitted) },
      ...(['delivered', 'opened', 'clicked', 'converted'] as const).map(step),
    ],
  }
}

type Row = Counts & { readonly campaign: string }

function byCampaign(stats: readonly CampaignStats[]): Row[] {
  const names = [...new Set(stats.map(({ campaign }) => campaign))]
  return names.map((campaign) => ({ ...total(stats.filter((row) => row.campaign === campaign)), campaign }))
}

function total(stats: readonly CampaignStats[]): Counts {
  const sum = (name: Count) => stats.reduce((all, row) => all + row[name], 0)
  return Object.fromEntries(COUNTS.map((name) => [name, sum(name)])) as unknown as Counts
}

function Numbers({ view, rows }: { readonly view: InsightView; readonly rows: readonly Row[] }) {
  const { say, format } = view
  const word = (name: Count): InsightWord => (name === 'converted' ? 'bought' : name)
  return (
    <DataTable
      view={view}
      caption={say('funnel')}
      captionIs="hidden"
      columns={[
        { title: say('campaign'), heads: 'row', cell: ({ campaign }: Row) => campaign },
        ...COUNTS.map((name) => ({
          title: say(word(name)),
          kind: 'number' as const,
          cell: (row: Row) => format.number(row[name]),
        })),
      ]}
      rows={rows}
    />
  )
}
