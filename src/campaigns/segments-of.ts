import { type Rule, segmentsIn } from '../segments/index.ts'
import type { Campaign } from './campaign.ts'

/** The names of the segments that a campaign asks about anywhere: its start, `who`, `stop_when`, `only_if`. */
export function segmentsOf(campaign: Campaign, stages: readonly string[]): string[] {
  return [...new Set([...campaign.starts.segments, ...segmentsIn(rulesOf(campaign), stages)])]
}

/** Every rule by which a campaign decides: `who`, `stop_when` and each `only_if`. */
export function rulesOf(campaign: Campaign): Rule[] {
  const steps = campaign.steps.map((step) => (step.kind === 'send' ? step.onlyIf : undefined))
  return [campaign.who, campaign.stopWhen, ...steps].filter((rule): rule is Rule => rule !== undefined)
}
