import type { App } from '../../app/index.ts'
import { type Campaign, isDue, type Step } from '../../campaigns/index.ts'
import type { Instant } from '../../clock.ts'
import { heldOut, type JourneyPlace, journeyPlaces, type JourneyStep } from '../../insights/index.ts'

/** Who is on the way of a campaign. */
export interface Journey {
  readonly places: readonly JourneyPlace[]
  readonly heldOut: number
}

/** Counts who is on the way of a campaign as of `now`; undefined where there is no such campaign any more. */
export async function countJourney(app: App, now: Instant, name: string): Promise<Journey | undefined> {
  const campaign = app.campaigns.find((one) => one.name === name)
  if (!campaign) return undefined
  const places = await journeyPlaces(app.at(now), name, stepsOf(campaign, now))
  return { places, heldOut: await heldOut(app, name) }
}

const DAY = 86_400_000

/** The steps that become due, each with the instant since which it may still be followed by the next. */
function stepsOf({ steps, late }: Campaign, now: number): JourneyStep[] {
  return steps.flatMap((step, i): JourneyStep[] => {
    if (!isDue(step)) return []
    const rest = steps.slice(i + 1)
    const next = rest.findIndex(isDue)
    if (next === -1) return [{ step: step.id, kind: step.kind, since: undefined }]
    const longest = rest.slice(0, next).reduce((sum, wait) => sum + longestOf(wait), 0)
    return [{ step: step.id, kind: step.kind, since: now - longest - (late + 1) * DAY }]
  })
}

function longestOf(step: Step): number {
  if (isDue(step)) return 0
  if (step.kind === 'wait until') return 7 * DAY
  return step.count * { hours: 3_600_000, days: DAY, months: 31 * DAY }[step.unit]
}
