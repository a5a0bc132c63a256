import { type App, customerNames, type OpenFiles, planContext } from '../app/index.ts'
import { zonedInstant } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { planDay, type PlanOptions } from '../plan/index.ts'
import { causesBetween } from './causes.ts'
import type { CampaignDifference, Difference, DifferenceTotals, Moved, SegmentDifference } from './difference.ts'
import { emailMoves } from './email-moves.ts'
import { fileChanges } from './file-changes.ts'
import { rewrittenGroups } from './rewritten.ts'
import { segmentMoves } from './segment-moves.ts'
import { templateMoves } from './template-moves.ts'

/** What is compared: both sets of files, and how the earlier one is called. */
export interface Comparison {
  readonly before: OpenFiles
  readonly after: OpenFiles
  readonly revision: string
  readonly commit: string
}

/**
 * What the files of the open shop do other than earlier ones, on the same data and the day from `now`: who enters and
 * leaves, which emails appear, vanish, move or say something else, and because of which file. Changes nothing.
 */
export async function compareFiles(
  app: App,
  { before, after, revision, commit }: Comparison,
  now: Instant,
  mode: PlanOptions['mode'],
): Promise<Difference> {
  const files = fileChanges(before.files.dir, after.files.dir)
  const causes = causesBetween(before, after, files)
  const moves = await onOneConnection(app.db, (db) =>
    planDay(planContext({ ...app, ...before }, db, now), { mode }, (old) =>
      planDay(planContext({ ...app, ...after }, db, now), { mode }, async (own) => {
        const groups = await rewrittenGroups({ files: before, day: old }, { files: after, day: own })
        const segments = await segmentMoves(old, own, causes)
        return { groups, segments, campaigns: await emailMoves(old, own, causes, groups) }
      }),
    ),
  )
  const templates = await templateMoves(before, after, files, moves.groups)
  const { segments, campaigns } = await named(app, moves)
  const asOf = zonedInstant(now, after.shop.timeZone)
  return { revision, commit, asOf, files, segments, campaigns, templates, totals: totalsOf(segments, campaigns) }
}

interface Moves {
  readonly segments: readonly SegmentDifference[]
  readonly campaigns: readonly CampaignDifference[]
}

/** The samples under the customers' names. */
async function named(app: App, { segments, campaigns }: Moves): Promise<Moves> {
  const all = [
    ...segments.flatMap(({ entering, leaving }) => [entering, leaving]),
    ...campaigns.flatMap(({ appear, vanish, move }) => [appear, vanish, move]),
  ]
  const ids = [...new Set(all.flatMap(({ samples }) => samples.map(({ customer }) => customer)))]
  const names = await customerNames(app, ids)
  const say = <T extends Moved>(moved: T): T => ({
    ...moved,
    samples: moved.samples.map(({ customer }) => ({ customer, name: names.get(customer)?.name ?? customer })),
  })
  return {
    segments: segments.map((one) => ({ ...one, entering: say(one.entering), leaving: say(one.leaving) })),
    campaigns: campaigns.map((one) => ({
      ...one,
      appear: say(one.appear),
      vanish: say(one.vanish),
      move: say(one.move),
    })),
  }
}

function totalsOf(segments: Moves['segments'], campaigns: Moves['campaigns']): DifferenceTotals {
  const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)
  return {
    entering: sum(segments, ({ entering }) => entering.number),
    leaving: sum(segments, ({ leaving }) => leaving.number),
    appear: sum(campaigns, ({ appear }) => appear.number),
    vanish: sum(campaigns, ({ vanish }) => vanish.number),
    move: sum(campaigns, ({ move }) => move.number),
    rewritten: sum(campaigns, ({ rewritten }) => rewritten),
  }
}
