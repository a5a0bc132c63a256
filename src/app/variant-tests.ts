import { sql } from 'kysely'
import type { Campaign, SendStep } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'
import {
  begunWith,
  countVariants,
  type VariantCounts,
  type VariantResult,
  variantResult,
  type VariantSpan,
  type VariantTest,
} from '../insights/index.ts'
import { type Adoption, adoptionsAt } from '../plan/index.ts'
import { askGoals } from './ask-goals.ts'
import type { Rules } from './contexts.ts'

/** An email whose variants are compared, how the winner is adopted, and what was adopted so far. */
export interface ComparedVariants extends VariantTest {
  readonly adopt: 'by hand' | 'automatically'
  readonly result: VariantResult | undefined
  /** The variant that everybody new gets now, and why; the numbers are those up to then. */
  readonly adoption: Adoption | undefined
}

/** An email with variants of a campaign with a goal. */
export interface VariantUse {
  readonly campaign: Campaign
  readonly step: SendStep
  readonly withinDays: number
}

/** Every email whose variants can be compared: those of campaigns with a goal. */
export function variantUses(campaigns: readonly Campaign[]): readonly VariantUse[] {
  return campaigns.flatMap((campaign) => {
    const { goal, steps } = campaign
    if (!goal) return []
    return steps.flatMap((step) => {
      const isCompared = step.kind === 'send' && step.variants.length > 1
      return isCompared ? [{ campaign, step, withinDays: goal.withinDays }] : []
    })
  })
}

/**
 * Compares the variants of emails as of `now`: journeys since the last adoption ended, and before one that holds; `from`:
 * none that began before.
 */
export async function variantTests(
  app: Rules,
  now: Instant,
  uses: readonly VariantUse[] = variantUses(app.campaigns),
  from: Instant = 0,
): Promise<readonly ComparedVariants[]> {
  if (uses.length === 0) return []
  const adoptions = await adoptionsAt({ db: app.db, now })
  const spans = uses.map((use) => spanOf(use, adoptions, from))
  const campaigns = [...new Set(uses.map(({ campaign }) => campaign))]
  const counts = await askGoals(
    { ...app, campaigns },
    now,
    (ctx) => begunWith(ctx, spans),
    ({ ctx, rows, goals }) => {
      const reached = goals.map((goal) => sql`when ${goal.campaign} then ${goal.reached}`)
      return countVariants(ctx, app.shop, rows, sql`case asked.campaign ${sql.join(reached, sql` `)} else 0 end`)
    },
  )
  return uses.map((use) => compared(use, counts, holding(use, adoptions), now))
}

function ofStep(adoptions: readonly Adoption[], { campaign, step }: VariantUse): readonly Adoption[] {
  return adoptions.filter((one) => one.campaign === campaign.name && one.step === step.id)
}

function holding(use: VariantUse, adoptions: readonly Adoption[]): Adoption | undefined {
  return ofStep(adoptions, use).find(({ endedAt }) => endedAt === null)
}

function spanOf(use: VariantUse, adoptions: readonly Adoption[], from: Instant): VariantSpan {
  const { campaign, step, withinDays } = use
  const ended = ofStep(adoptions, use).map(({ endedAt }) => endedAt ?? 0)
  const since = Math.max(from, ...ended)
  return { campaign: campaign.name, step: step.id, withinDays, since, until: holding(use, adoptions)?.at }
}

function compared(
  { campaign, step, withinDays }: VariantUse,
  counts: readonly VariantCounts[],
  adoption: Adoption | undefined,
  now: Instant,
): ComparedVariants {
  const own = counts.filter((one) => one.campaign === campaign.name && one.step === step.id)
  const groups = step.variants.map(({ name, share }) => {
    const { campaign: _, step: __, since: ___, ...numbers } = own.find(({ variant }) => variant === name) ?? NONE
    return { ...numbers, variant: name, share }
  })
  const known = own.map(({ since }) => since)
  const test: VariantTest = {
    ...{ campaign: campaign.name, step: step.id, withinDays, groups },
    by: step.winner?.by ?? 'conversions',
    since: known.length === 0 ? undefined : Math.min(...known),
  }
  return { ...test, adopt: step.winner?.adopt ?? 'by hand', result: variantResult(test, now), adoption }
}

const NONE: VariantCounts = {
  ...{ campaign: '', step: '', variant: '', since: 0, begun: 0, lately: 0, customers: 0, reached: 0 },
  ...{ buyers: 0, sum: 0, squares: 0, cubes: 0 },
}
