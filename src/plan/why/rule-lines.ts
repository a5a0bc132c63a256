import type { Campaign } from '../../campaigns/index.ts'
import type { Explained, FoundValue, Rule } from '../../segments/index.ts'
import type { Reason } from '../plan.ts'
import type { DecidedStep } from './decided-steps.ts'
import { type Found, foundInWords } from './found.ts'
import { startLine } from './start-line.ts'
import type { Telling } from './telling.ts'
import type { WhyClause } from './why-clause.ts'

/** The start, the segments it depends on, `who`, and `only_if` of the step that is spoken of. */
export async function ruleLines(
  telling: Telling,
  campaign: Campaign,
  main: DecidedStep | undefined,
): Promise<WhyClause[]> {
  const { evaluation, segments } = telling.ctx
  const lines = async (rule: Rule | undefined, reason: Reason) =>
    rule ? clausesIn(await evaluation.explain(rule), reason) : []
  const clauses = [await startLine(telling, campaign, main)]
  for (const name of campaign.starts.segments) {
    clauses.push(...(await lines(segments.find((segment) => segment.name === name)?.who, 'not_yet')))
  }
  clauses.push(...(await lines(campaign.who, 'left_audience')))
  const step = campaign.steps.find((one) => one.kind === 'send' && one.id === main?.step)
  return [...clauses, ...(await lines(step?.kind === 'send' ? step.onlyIf : undefined, 'left_audience'))]
}

/** A stop that has not come speaks for the email. */
export async function stopLines(
  telling: Telling,
  campaign: Campaign,
  main: DecidedStep | undefined,
): Promise<WhyClause[]> {
  if (!campaign.stopWhen || !main) return []
  const { evaluation, now } = telling.ctx
  const stops = clausesIn(await evaluation.explain(campaign.stopWhen, now, main.startedAt), 'stopped')
  return stops.map((clause) => ({
    ...clause,
    text: `not stopped by: ${clause.text}`,
    ...sinceTheStart(clause),
    holds: !clause.holds,
    within: clause.within.map((group) => ({ ...group, holds: !group.holds })),
  }))
}

/** A line of a rule, not yet of a plan. */
type RuleClause = WhyClause & { readonly found: FoundValue }

function clausesIn({ lines }: Explained, reason: Reason): RuleClause[] {
  return lines.map(({ text, file, line, value, found, holds, within }) => {
    return { text, file, line, value, found, holds, within, reason }
  })
}

function sinceTheStart({ found }: RuleClause): Pick<WhyClause, 'found' | 'value'> {
  const since: Found = { is: 'since the start', found }
  return { found: since, value: foundInWords(since) }
}
