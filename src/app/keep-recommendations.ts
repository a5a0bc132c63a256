import type { Instant } from '../clock.ts'
import { hasErrors } from '../problem.ts'
import { advanceModel, dropModel, keptModel } from '../recommend/index.ts'
import type { App } from './open-app.ts'
import { asksRecommendations } from './recommend-for.ts'
import { usesOf } from './template-uses.ts'

/**
 * Counts what recommendations are made from, as of a slot: the first time before its run, so that its emails have them;
 * afterwards when the run is over, for it has noted whose data changed. A shop whose templates recommend nothing keeps
 * nothing. Emails do not wait for a fault in here: it is logged, and the tables stay as they were.
 */
export async function keepRecommendations(
  app: App,
  slot: Instant,
  when: 'before the run' | 'after the run',
): Promise<void> {
  const ctx = app.at(slot)
  try {
    const kept = await keptModel(ctx)
    if (!(await recommendsAnything(app))) {
      // A campaign that cannot be read may be the one that shows them.
      if (kept && !hasErrors(app.problems)) await dropModel(ctx)
      return
    }
    if (kept && when === 'before the run') return
    const advance = await advanceModel(ctx, app.shop)
    app.log.info('recommendations', { advance })
  } catch (error) {
    app.log.error('recommendations failed', { error })
  }
}

/** Whether a campaign sends a template that shows `recommendations`, be it broken for the moment. */
async function recommendsAnything(app: App): Promise<boolean> {
  for (const template of new Set(usesOf(app.campaigns, app.shop).map((use) => use.template))) {
    const { value, uses = value?.uses ?? [] } = await app.templates.get(template)
    if (asksRecommendations(uses.map(({ path }) => path))) return true
  }
  return false
}
