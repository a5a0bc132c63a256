import type { ReportPart } from '../../../app/index.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { fileIn, moneyIn, type RetentionProps, type RetentionView, shareIn } from './retention-view.ts'

/** The numbers of each part that was asked for, and the revenue of each stage. */
export function PartsCards({ view, report }: RetentionProps) {
  const { say } = view
  const { by, parts, stages } = report
  return (
    <>
      {by && parts && (
        <section class="card wide-card">
          <h2>{say('parts', { what: say(by) })}</h2>
          <p class="soft">
            {by === 'segment' || by === 'stage' ? say('partsStart') : ''}{' '}
            {say(by === 'segment' ? 'partsOverlap' : 'partsSum')}
          </p>
          <Parts view={view} title={say('parts', { what: say(by) })} rows={shownParts({ view, report })} />
          <a href={fileIn(view, 'parts')} download>
            CSV
          </a>
        </section>
      )}
      {stages && (
        <section class="card wide-card">
          <h2>{say('stages')}</h2>
          <p class="soft">{say('stagesNote')}</p>
          <Parts view={view} title={say('stages')} rows={stages} of="revenue" />
          <a href={fileIn(view, 'stages')} download>
            CSV
          </a>
        </section>
      )}
    </>
  )
}

/** The rows of the CSV: a part each; money in minor units. */
export function partsCsv({ report }: RetentionProps, which: 'parts' | 'stages') {
  const rows = (which === 'parts' ? report.parts : report.stages) ?? []
  const all = which === 'parts' && report.others ? [...rows, { name: 'others', numbers: report.others.numbers }] : rows
  return {
    header: [
      ...['part', 'customers', 'ordered', 'orders', 'revenue', 'order_value', 'repeat_rate', 'start', 'end', 'new'],
      ...['lost', 'kept', 'back', 'retention', 'kept_share', 'churn', 'historic_value'],
    ],
    rows: all.map(({ name, numbers }) => {
      const [byDays] = numbers.retention
      return [
        ...[name, numbers.customers, numbers.buyers, numbers.orders, numbers.revenue],
        ...[numbers.averages.orderValue, numbers.averages.repeatRate],
        ...[byDays?.start, byDays?.end, byDays?.new, byDays?.lost, byDays?.kept, byDays?.back],
        ...[byDays?.retention, byDays?.keptShare, byDays?.churn, numbers.lifetime.historic],
      ]
    }),
  }
}

function shownParts({ view, report }: RetentionProps): readonly ReportPart[] {
  const { by, others, parts = [] } = report
  const named = by === 'cohort' ? parts.map((part) => ({ ...part, name: monthOf(view, part.name) })) : parts
  if (!others) return named
  return [...named, { name: view.say('others', { n: view.format.number(others.parts) }), numbers: others.numbers }]
}

function Parts(props: {
  readonly view: RetentionView
  readonly title: string
  readonly rows: readonly ReportPart[]
  /** `revenue`: of parts by where customers stand at the end, of whom it says nothing who stayed. */
  readonly of?: 'revenue'
}) {
  const { view, title, rows, of } = props
  const all = rows.reduce((sum, { numbers }) => sum + numbers.revenue, 0)
  const { say, format } = view
  const number = (name: string, cell: (numbers: ReportPart['numbers']) => string) => {
    return { title: name, kind: 'number' as const, cell: (row: ReportPart) => cell(row.numbers) }
  }
  return (
    <DataTable
      view={view}
      caption={title}
      captionIs="hidden"
      columns={[
        { title: say('group'), heads: 'row', cell: ({ name }: ReportPart) => name ?? say('none') },
        number(say('customers'), ({ customers }) => format.number(customers)),
        number(say('ordered'), ({ buyers }) => format.number(buyers)),
        number(say('orders'), ({ orders }) => format.number(orders)),
        number(say('revenue'), ({ revenue }) => moneyIn(view, revenue)),
        number(say('orderValue'), ({ averages }) => moneyIn(view, averages.orderValue)),
        number(say('repeat'), ({ averages }) => shareIn(view, averages.repeatRate)),
        ...(of === 'revenue'
          ? [number(say('revenueShare'), ({ revenue }) => shareIn(view, all === 0 ? undefined : revenue / all))]
          : [
              number(say('keptShare'), ({ retention }) => shareIn(view, retention[0]?.keptShare)),
              number(say('retention'), ({ retention }) => shareIn(view, retention[0]?.retention)),
            ]),
        number(say('historic'), ({ lifetime }) => moneyIn(view, lifetime.historic)),
      ]}
      rows={rows}
    />
  )
}

function monthOf({ format }: RetentionView, name: string | null): string | null {
  return name === null ? null : format.month(name)
}
