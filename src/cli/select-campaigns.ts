import type { App } from '../app/index.ts'
import { segmentsOf } from '../campaigns/index.ts'
import type { Decision, Plan } from '../plan/index.ts'
import { didYouMean } from '../yaml/index.ts'
import { Failure } from './failure.ts'
import { withRevision } from './with-revision.ts'

/**
 * The campaigns that `--select` names: `NAME`, `tag:TAG`, `SEGMENT+` (every campaign that uses it), a bare segment name
 * likewise, `changed` (those that the files changed since the last commit concern). Undefined: all.
 */
export async function selectedCampaigns(
  app: App,
  selectors: readonly string[] | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (!selectors || selectors.length === 0) return undefined
  const names = new Set<string>()
  for (const selector of selectors) {
    const found = selector === 'changed' ? await changed(app) : named(app, selector)
    for (const name of found) names.add(name)
  }
  return names
}

/** The part of a plan that is about some campaigns; what competes with it was still decided by the whole plan. */
export function partOfPlan(plan: Plan, wanted: ReadonlySet<string> | undefined): Plan {
  if (!wanted) return plan
  const campaigns = plan.campaigns.filter(({ campaign }) => wanted.has(campaign))
  const sum = (of: Decision) => campaigns.reduce((total, counts) => total + (counts[of] ?? 0), 0)
  const tell = sum('tell')
  return {
    ...plan,
    totals: { send: sum('send'), ...(tell > 0 ? { tell } : {}), wait: sum('wait'), skip: sum('skip') },
    campaigns,
    entries: plan.entries.filter(({ campaign }) => wanted.has(campaign)),
  }
}

async function changed(app: App): Promise<ReadonlySet<string>> {
  const { touchedCampaigns } = await import('../diff/index.ts')
  return withRevision(app, 'HEAD', async ({ before, after }) => touchedCampaigns(before, after))
}

function named(app: App, selector: string): string[] {
  if (selector.startsWith('tag:')) return tagged(app, selector.slice('tag:'.length))
  const name = selector.replace(/\+$/, '')
  if (app.campaigns.some((campaign) => campaign.name === name)) return [name]
  if (app.segments.some((segment) => segment.name === name)) {
    return app.campaigns.filter((one) => segmentsOf(one, app.shop.stages).includes(name)).map((one) => one.name)
  }
  const near = didYouMean(
    name,
    [...app.campaigns, ...app.segments].map((one) => one.name),
  )
  throw new Failure(
    `No campaign or segment is called "${name}"`,
    near ? `did you mean ${near}?` : 'perennial list campaigns',
  )
}

function tagged(app: App, tag: string): string[] {
  const found = app.campaigns.filter((campaign) => campaign.tags.includes(tag)).map((campaign) => campaign.name)
  if (found.length > 0) return found
  const near = didYouMean(
    tag,
    app.campaigns.flatMap((campaign) => campaign.tags),
  )
  throw new Failure(`No campaign has the tag "${tag}"`, near ? `did you mean tag:${near}?` : 'perennial list campaigns')
}
