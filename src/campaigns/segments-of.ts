import { type Rule, segmentsIn } from '../segments/index.ts'
import type { Campaign } from './campaign.ts'

/** The names of the segments that a campaign asks about anywhere: its start, `who`, `stop_when`, `only_if`. */
export function segmentsOf(campaign: Campaign, stages: readonly string[]): string[] {
  const steps = campaign.steps.map((step) => (step.kind === 'send' ? step.onlyIf : undefined))
  const rules = [campaign.who, campaign.stopWhen, ...steps].filter((rule): rule is Rule => rule !== undefined)
  return [...new Set([...campaign.starts.segments, ...segmentsIn(rules, stages)])]
}
