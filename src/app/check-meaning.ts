import { type Campaign, dueSteps } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'
import type { Problem } from '../problem.ts'
import { checkRuleMeaning, checkSegmentMeaning, checkStages, type Meaning, meaningOf } from '../segments/index.ts'
import type { StageFinding } from '../segments/index.ts'
import type { Programme } from './read-programme.ts'
import type { ShopFiles } from './shop-files.ts'
import { shopNames } from './shop-names.ts'

/** What the rules of a shop say and nobody can mean, as seen from `now`. */
export function checkMeaning(
  { vocabulary, segments, campaigns }: Programme,
  files: ShopFiles,
  now: Instant,
): readonly StageFinding[] {
  const meaning = meaningOf(vocabulary, segments, now)
  const problems = [
    ...segments.flatMap((segment) => checkSegmentMeaning(segment, meaning)),
    ...campaigns.flatMap((campaign) => checkCampaign(campaign, meaning)),
  ]
  const { stages } = shopNames(files.shop, vocabulary)
  return [...problems.map((problem) => ({ problem })), ...checkStages(stages, meaning)]
}

/** `who` and `only_if`; `stop_when` asks about events since the start, which is another question. */
function checkCampaign({ name, who, steps }: Campaign, meaning: Meaning): Problem[] {
  const consequences = { never: `${name} goes to nobody`, always: 'leave it out: it holds for everybody' }
  const asked = dueSteps({ steps }).flatMap((step) => (step.onlyIf ? [{ step, rule: step.onlyIf }] : []))
  return [
    ...(who ? checkRuleMeaning(who, consequences, meaning) : []),
    ...asked.flatMap(({ step, rule }) =>
      checkRuleMeaning(
        rule,
        { ...consequences, never: step.kind === 'send' ? `${step.id} goes to nobody` : `${step.id} is about nobody` },
        meaning,
      ),
    ),
  ]
}
