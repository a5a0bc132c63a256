import { type RfmGroup, rfmGroups } from '../../facts/index.ts'
import { code, page, table } from './markdown.ts'

const SCORES = [1, 2, 3, 4, 5]

/** The groups of customers by recency, frequency and money. */
export function rfmPage(): string {
  const rows = rfmGroups.map(({ group, recency, value, doc }) => [code(group), range(recency), range(value), doc])
  const grid = SCORES.toReversed().map((recency) => [
    `**${recency}**`,
    ...SCORES.map((value) => groupAt(recency, value)),
  ])
  return page(
    'RFM groups',
    `\`recency_score\`, \`frequency_score\` and \`monetary_score\` ([facts](facts.md#how-they-rank)) cut the customers with an order into fifths as of the
day: 5 is the best fifth, and who ties gets the better score. *Value* is the mean of the frequency and the monetary score, half a point
rounded up. Where recency and value meet stands the group: \`rfm_group: champions\`.`,
    table(['recency ↓ value →', ...SCORES.map(String)], grid),
    table(['group', 'recency', 'value', 'who they are'], rows),
  )
}

function groupAt(recency: number, value: number): string {
  const fits = (score: number, [from, to]: readonly [number, number]) => score >= from && score <= to
  const found = rfmGroups.find((group: RfmGroup) => fits(recency, group.recency) && fits(value, group.value))
  return found?.group ?? ''
}

function range([from, to]: readonly [number, number]): string {
  return from === to ? String(from) : `${from} to ${to}`
}
