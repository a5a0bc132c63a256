import type { Problem } from '../problem.ts'
import { readRule, type Rule, unknownSegments } from '../segments/index.ts'
import type { YamlEntry } from '../yaml/index.ts'
import type { CampaignReading } from './campaign-reading.ts'

/** Reads the rule under a key, if the key is there: `who`, `stop_when`, `only_if`. */
export function readRuleAt(
  entry: YamlEntry | undefined,
  reading: CampaignReading,
  problems: Problem[],
): Rule | undefined {
  if (!entry) return undefined
  const rule = readRule(entry.value, reading)
  problems.push(...rule.problems)
  const lines = rule.value ?? rule.sketch
  if (lines) problems.push(...unknownSegments(lines, reading.segments, reading.shop.stages))
  return rule.value
}
