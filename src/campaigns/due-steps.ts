import type { Campaign, DueStep, Step } from './campaign.ts'

/** The steps of a campaign that become due, in their order; all others let time pass. */
export function dueSteps({ steps }: Pick<Campaign, 'steps'>): DueStep[] {
  return steps.filter(isDue)
}

/** Whether a step becomes due: an email, or a word to somebody of the shop. */
export function isDue(step: Step): step is DueStep {
  return step.kind === 'send' || step.kind === 'notify'
}

/** Whether a campaign tells somebody of the shop. */
export function hasNotices(campaign: Pick<Campaign, 'steps'>): boolean {
  return campaign.steps.some(({ kind }) => kind === 'notify')
}
