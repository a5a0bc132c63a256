import type { Insights } from '../../app/index.ts'
import { type CampaignMonth, campaignMonth } from '../../insights/index.ts'
import type { Scene } from '../view/view.ts'

const A_DAY = 86_400_000

/**
 * What each campaign handed over in the last 30 days: as it was counted last and kept, and what came since; all of it
 * through the index where nothing is kept.
 */
export async function campaignMonths(
  { app, ctx }: Scene,
  funnel: Insights['funnel'],
): Promise<readonly CampaignMonth[]> {
  const names = app.campaigns.map(({ name }) => name)
  const kept = funnel && funnel.asOf > ctx.now - A_DAY ? funnel : undefined
  const since = kept ? kept.asOf + 1 : ctx.now - 30 * A_DAY
  return (await campaignMonth(ctx, names, since)).map((fresh) => {
    const own = kept?.value.filter(({ campaign }) => campaign === fresh.campaign) ?? []
    const sum = (of: 'submitted' | 'clicked' | 'bounced' | 'complained') =>
      own.reduce((all, row) => all + row[of], fresh[of])
    return {
      campaign: fresh.campaign,
      ...{ submitted: sum('submitted'), clicked: sum('clicked') },
      ...{ bounced: sum('bounced'), complained: sum('complained') },
    }
  })
}
