import type { Campaign } from '../../campaigns/index.ts'
import { ageInWords, type ExplainedLine, type FoundValue, type Rule, valueInWords } from '../../segments/index.ts'
import type { NextEmail } from './next-dates.ts'
import type { Telling } from './telling.ts'

/** Something that is on the day of the next email as it is not now. */
export type Turn =
  /** A line of a rule that holds then: what it asks about, and the answer. */
  | { readonly is: 'line'; readonly asks: string; readonly found: FoundValue }
  | { readonly is: 'due'; readonly step: string }
  | { readonly is: 'starts'; readonly phrase: string }

/** What is on the day of the next email as it is not now. */
export async function whatTurns(telling: Telling, campaign: Campaign, next: NextEmail): Promise<Turn[]> {
  const { ctx } = telling
  const turned: ExplainedLine[] = []
  for (const rule of rulesOfStart(telling, campaign, next)) {
    const before = (await ctx.evaluation.explain(rule)).lines
    const after = (await ctx.evaluation.explain(rule, next.slotAt)).lines
    turned.push(...after.filter((line, i) => line.holds && !before[i]?.holds))
  }
  if (turned.length > 0) return turned.map(({ clause: { text }, found }) => ({ is: 'line', asks: asked(text), found }))
  return [next.startedAt <= ctx.now ? { is: 'due', step: next.step } : { is: 'starts', phrase: campaign.starts.phrase }]
}

/** In English: `last_order is then 181 days ago`. */
export function turnsInWords(turns: readonly Turn[]): string {
  return [...new Set(turns.map(turnInWords))].join(', ')
}

function rulesOfStart({ ctx }: Telling, { starts, who, steps }: Campaign, next: NextEmail): Rule[] {
  const segments = ctx.segments.filter(({ name }) => starts.segments.includes(name)).map((segment) => segment.who)
  const step = steps.find((one) => one.kind === 'send' && one.id === next.step)
  const rules = [...segments, who, step?.kind === 'send' ? step.onlyIf : undefined]
  return rules.filter((rule): rule is Rule => rule !== undefined)
}

/** `last_order` of `last_order: more than 180 days ago`. */
function asked(text: string): string {
  return text.slice(0, text.indexOf(':'))
}

/** The date itself stands beside the line already. */
function turnInWords(turn: Turn): string {
  if (turn.is === 'due') return `${turn.step} is then due`
  if (turn.is === 'starts') return `it then starts ${turn.phrase}`
  const { asks, found } = turn
  return `${asks} is then ${found.is === 'day' ? ageInWords(found.age) : valueInWords(found)}`
}
