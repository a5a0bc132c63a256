import type { Problem } from '../problem.ts'
import { readRule } from '../segments/index.ts'
import { problemOn, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/index.ts'
import type { Goal } from './campaign.ts'
import type { CampaignReading } from './campaign-reading.ts'
import { daysOf } from './phrases.ts'
import { readPhrase } from './read-phrase.ts'

/** Reads `goal: {bought: anything, within: 30 days}`: an event, and how long after the email it counts. */
export function readGoal(entry: YamlEntry, reading: CampaignReading, problems: Problem[]): Goal | undefined {
  const block = entry.value
  const within = block.kind === 'map' ? block.entries.find(({ key }) => key === 'within') : undefined
  const rest = block.kind === 'map' ? block.entries.filter(({ key }) => key !== 'within') : []
  if (block.kind !== 'map' || !within || rest.length !== 1) {
    const hint = within ? 'name one event' : 'until when does it count?'
    const problem = problemOn(block, 'wrong-goal', 'A goal is one event and a window', hint)
    problems.push({ ...problem, try: 'goal: {bought: anything, within: 30 days}' })
    return undefined
  }
  const withinDays = readPhrase(within, problems, daysOf, '30 days')
  const rule = readRule(anyOf(block, rest), { ...reading, events: 'since the start' })
  problems.push(...rule.problems)
  return rule.value && withinDays !== undefined ? { rule: rule.value, withinDays } : undefined
}

/** The event as a rule of one line. */
function anyOf(block: YamlMap, entries: YamlMap['entries']): YamlNode {
  const line: YamlMap = { kind: 'map', entries, place: block.place }
  const list: YamlNode = { kind: 'list', items: [line], place: block.place }
  return { kind: 'map', entries: [{ key: 'any', keyPlace: block.place, value: list }], place: block.place }
}
