import type { Context } from 'hono'
import { isoInstant } from '../../clock.ts'
import { decisionsOfRun, type Position, type RunDecision, type RunRow } from '../../insights/index.ts'
import { csvAnswer } from '../view/csv.ts'
import { jsonLinesAnswer } from '../view/json-answer.ts'
import type { Scene } from '../view/view.ts'
import type { AskedDecisions } from './decision-filter.ts'

const LOT = 1_000
const HEADER = ['decision', 'reason', 'campaign', 'step', 'variant', 'occasion', 'customer', 'name', 'email', 'send_at']
const REST = ['submitted_at', 'provider_id', 'error']

/** All decisions that the address asks for, as a file: read lot by lot while it is sent. */
export function decisionRows(
  context: Context,
  view: Scene,
  run: RunRow,
  asked: AskedDecisions,
  as: 'csv' | 'json',
): Response {
  const file = `run-${isoInstant(run.slot).replaceAll(':', '')}.${as}`
  const header = [...HEADER, ...REST]
  const rows = cellsOf(view, allDecisions(view, run, asked))
  if (as === 'csv') return csvAnswer(context, file, header, rows)
  return jsonLinesAnswer(context, file, header, rows)
}

async function* allDecisions(view: Scene, run: RunRow, asked: AskedDecisions): AsyncGenerator<RunDecision> {
  let after: Position | undefined
  for (;;) {
    const page = await decisionsOfRun(view.ctx, run.key, asked.filter, { after, limit: LOT })
    yield* page.rows
    if (page.next === undefined) return
    after = page.next
  }
}

async function* cellsOf(view: Scene, rows: AsyncIterable<RunDecision>) {
  const at = (instant: number | null) => (instant === null ? null : isoInstant(instant))
  for await (const row of rows) {
    yield [
      ...[row.state, row.reason, row.campaign, row.step, row.variant, row.occasion],
      ...[view.people.hidden(row.id), view.people.name(row), view.people.email(row)],
      ...[at(row.send_at), at(row.submitted_at), row.provider_id, row.error && view.people.said(row.error)],
    ]
  }
}
