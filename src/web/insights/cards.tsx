import { createHash } from 'node:crypto'
import { Empty } from '../parts/empty.tsx'
import { CohortsCard } from './cohorts-card.tsx'
import { FunnelCard } from './funnel-card.tsx'
import type { InsightProps, InsightView } from './insight-view.ts'
import { LiftCard } from './lift-card.tsx'
import { MovesCard } from './moves-card.tsx'
import { ScoresCard } from './scores-card.tsx'
import { SendsCard } from './sends-card.tsx'
import { StagesCard } from './stages-card.tsx'

/** The pictures drawn lately, by all they depend on: drawing takes longer than reading what is kept. */
export interface Drawings {
  /** The pictures as HTML. */
  draw(props: InsightProps): Promise<string>
}

/** A few languages and ranges at a time. */
const MOST = 20

/** Makes the one store of drawn pictures. */
export function openDrawings(): Drawings {
  const drawn = new Map<string, string>()
  return {
    async draw(props) {
      const key = keyOf(props)
      const cards = drawn.get(key) ?? String(await (<Cards {...props} />).toString())
      drawn.delete(key)
      drawn.set(key, cards)
      for (const oldest of drawn.keys()) if (drawn.size > MOST) drawn.delete(oldest)
      return cards
    },
  }
}

function keyOf({ view, insights, range }: InsightProps): string {
  const { todo: _, ...known } = insights
  const { format, app, ctx, language, url } = view
  const now = format.instant(ctx.now)
  const counted = [insights.moves, insights.cohorts, insights.funnel, insights.holdouts, insights.scores]
  const older = counted.map((one) => one !== undefined && format.instant(one.asOf) !== now)
  return createHash('sha256')
    .update(JSON.stringify([language, range, url.pathname, url.search, app.shop, older, known]))
    .digest('hex')
}

function Cards(props: InsightProps) {
  const { view } = props
  const hasStages = view.app.shop.stages.length > 0
  return (
    <div class="cards">
      {hasStages ? <StagesCard {...props} /> : <NoStages view={view} />}
      {hasStages && <MovesCard {...props} />}
      <CohortsCard {...props} />
      <SendsCard {...props} />
      <FunnelCard {...props} />
      <LiftCard {...props} />
      <ScoresCard {...props} />
    </div>
  )
}

function NoStages({ view }: { readonly view: InsightView }) {
  return (
    <section class="wide-card">
      <Empty title={view.say('noStages')} example="stages: [new, high-value, at-risk, lapsed]">
        <p>{view.say('noStagesText')}</p>
      </Empty>
    </section>
  )
}
