import type { Campaign } from '../../campaigns/index.ts'
import type { ExplainedLine, Rule } from '../../segments/index.ts'
import type { NextEmail } from './next-dates.ts'
import type { Telling } from './telling.ts'

/** What is on the day of the next email as it is not now: `last_order is then 181 days ago`. */
export async function whatTurns(telling: Telling, campaign: Campaign, next: NextEmail): Promise<string> {
  const { ctx } = telling
  const turned: string[] = []
  for (const rule of rulesOfStart(telling, campaign, next)) {
    const before = (await ctx.evaluation.explain(rule)).lines
    const after = (await ctx.evaluation.explain(rule, next.slotAt)).lines
    turned.push(...after.flatMap((line, i) => (line.holds && !before[i]?.holds ? [inWords(line)] : [])))
  }
  if (turned.length > 0) return [...new Set(turned)].join(', ')
  return next.startedAt <= ctx.now ? `${next.step} is then due` : `it then starts ${campaign.starts.phrase}`
}

function rulesOfStart({ ctx }: Telling, { starts, who, steps }: Campaign, next: NextEmail): Rule[] {
  const segments = ctx.segments.filter(({ name }) => starts.segments.includes(name)).map((segment) => segment.who)
  const step = steps.find((one) => one.kind === 'send' && one.id === next.step)
  const rules = [...segments, who, step?.kind === 'send' ? step.onlyIf : undefined]
  return rules.filter((rule): rule is Rule => rule !== undefined)
}

/** `last_order is then 181 days ago`; the date itself stands beside the line already. */
function inWords({ clause, value }: ExplainedLine): string {
  const subject = clause.text.slice(0, clause.text.indexOf(':'))
  return `${subject} is then ${value.replace(/, \d+ \w+ \d{4}$/, '')}`
}
