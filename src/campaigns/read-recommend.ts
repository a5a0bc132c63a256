import { readRecommend } from '../config/index.ts'
import type { Recommend } from '../config/shop.ts'
import type { Problem } from '../problem.ts'
import { didYouMean, problemOn, type YamlEntry } from '../yaml/index.ts'
import type { CampaignReading } from './campaign-reading.ts'

/** `recommend:` of a step; the segments it names must be there. */
export function readStepRecommend(
  entry: YamlEntry | undefined,
  { segments }: CampaignReading,
  problems: Problem[],
): Recommend {
  const recommend = readRecommend(entry, problems)
  for (const { for: name, place } of recommend.none) {
    if (name === undefined || segments.includes(name)) continue
    const near = didYouMean(name, segments)
    const hint = near ? `did you mean "${near}"?` : `there is no file segments/${name}.yaml`
    const problem = problemOn({ place }, 'unknown-segment', `No segment is called "${name}"`, hint)
    problems.push(near ? { ...problem, try: near } : problem)
  }
  return recommend
}
