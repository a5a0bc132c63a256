import { type Rule, segmentsIn } from '../segments/index.ts'
import type { Campaign } from './campaign.ts'
import { dueSteps } from './due-steps.ts'

/** The names of the segments that a campaign asks about anywhere: its start, `who`, `stop_when`, `only_if`, `recommend`. */
export function segmentsOf(campaign: Campaign, stages: readonly string[]): string[] {
  const unwanted = campaign.steps.flatMap((step) => (step.kind === 'send' ? step.recommend.none : []))
  const named = unwanted.flatMap((one) => one.for ?? [])
  return [...new Set([...campaign.starts.segments, ...segmentsIn(rulesOf(campaign), stages), ...named])]
}

/** Every rule by which a campaign decides: `who`, `stop_when` and each `only_if`. */
export function rulesOf(campaign: Campaign): Rule[] {
  const steps = dueSteps(campaign).map(({ onlyIf }) => onlyIf)
  return [campaign.who, campaign.stopWhen, ...steps].filter((rule): rule is Rule => rule !== undefined)
}
