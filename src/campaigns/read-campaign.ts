import { readPercent, readSendTime } from '../config/index.ts'
import { type Checked, hasErrors, type Problem } from '../problem.ts'
import {
  didYouMean,
  lineWith,
  parseYaml,
  problemAt,
  problemOn,
  readFields,
  scalarOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../yaml/index.ts'
import type { Again, Campaign } from './campaign.ts'
import { daysOf, wordOf, yesOrNo } from './phrases.ts'
import { readPhrase, readWord } from './read-phrase.ts'
import { readExamples } from './example.ts'
import type { CampaignReading } from './campaign-reading.ts'
import { checkLate } from './check-late.ts'
import { readGoal } from './read-goal.ts'
import { readRuleAt } from './read-rule-at.ts'
import { readSteps } from './read-steps.ts'
import { winnersWithoutGoal } from './read-winner.ts'
import { triggers } from './triggers/index.ts'
import type { Start, StartReading } from './triggers/trigger.ts'

/** The keys of a campaign file in canonical order. */
export const campaignKeys = [
  'campaign',
  'title',
  'purpose',
  'topic',
  'starts',
  'who',
  'stop_when',
  'send_at',
  'steps',
  'again',
  'late',
  'priority',
  'when_capped',
  'holdout',
  'goal',
  'backfill',
  'include_current',
  'examples',
  'tags',
] as const

type Entries = ReadonlyMap<string, YamlEntry>

/** A campaign as it was read; where its file is broken, the `sketch` holds the steps that are sound. */
export interface CampaignRead extends Checked<Campaign> {
  readonly sketch?: Pick<Campaign, 'steps'>
}

/** Reads one file of `campaigns/`; `file` is relative to the shop's folder. All problems are returned at once. */
export function readCampaign(file: string, text: string, reading: CampaignReading): CampaignRead {
  const yaml = parseYaml(file, text)
  if (!yaml.value) return { problems: yaml.problems }
  const { entries, problems: unknown } = readFields(yaml.value, campaignKeys, 'a campaign')
  if (yaml.value.kind !== 'map') return { problems: [...yaml.problems, ...unknown] }
  const found: Problem[] = []
  const steps = readStepsAt(file, entries.get('steps'), reading, found)
  const campaign = fromEntries(file, yaml.value, entries, steps, reading, found)
  const problems = [...yaml.problems, ...unknown, ...withoutMisspelt(found, yaml.value)]
  const sound = !hasErrors(problems)
  const examples = campaign ? readExamples(entries.get('examples'), emailsOf(steps), reading, problems) : []
  // An example that cannot be tried is a mistake of the example: the campaign sends.
  return campaign && sound ? { value: { ...campaign, examples }, problems } : { sketch: { steps }, problems }
}

/** The key that a misspelt one was meant to be is not missing as well. */
function withoutMisspelt(problems: readonly Problem[], { entries }: YamlMap): Problem[] {
  const meant = new Set(entries.map(({ key }) => didYouMean(key, campaignKeys)))
  const codes = MISSING.flatMap(([code, key]) => (meant.has(key) ? [code] : []))
  return problems.filter(({ code, place }) => !(codes.includes(code) && place?.line === 1 && place.endColumn === 2))
}

/** What is said where a key is missing. */
const MISSING: readonly (readonly [string, string])[] = [
  ['missing-name', 'campaign'],
  ['no-start', 'starts'],
  ['no-steps', 'steps'],
]

function emailsOf(steps: Campaign['steps']): string[] {
  return steps.flatMap((step) => (step.kind === 'send' ? [step.id] : []))
}

function readStepsAt(
  file: string,
  entry: YamlEntry | undefined,
  reading: CampaignReading,
  problems: Problem[],
): Campaign['steps'] {
  if (entry) return readSteps(entry.value, reading, problems)
  problems.push({ ...problemAt(file, 'no-steps', 'This campaign has no steps'), try: 'steps:\n  - send: TEMPLATE' })
  return []
}

function fromEntries(
  file: string,
  map: YamlMap,
  entries: Entries,
  steps: Campaign['steps'],
  reading: CampaignReading,
  problems: Problem[],
): Omit<Campaign, 'examples'> | undefined {
  const name = readName(file, entries, problems)
  const starts = readStarts(file, entries.get('starts'), reading, problems)
  const phrase = phraseReader(entries, problems)
  const purpose = readWord(entries.get('purpose'), problems, ['marketing', 'service']) ?? 'marketing'
  const title = entries.get('title')
  const topic = readTopic(entries.get('topic'), reading, problems)
  const goal = entries.get('goal')
  const holdout = phrase('holdout', readPercent, '10 percent')
  const who = readRuleAt(entries.get('who'), reading, problems)
  const stopWhen = readRuleAt(entries.get('stop_when'), { ...reading, events: 'since the start' }, problems)
  const again = phrase('again', againOf, 'after 365 days')
  const late = phrase('late', lateOf, 'at most 2 days')
  const lateEntry = entries.get('late')
  if (lateEntry && late !== undefined) problems.push(...checkLate(lateEntry, late))
  const priority = phrase('priority', wholeNumber, '40')
  const backfill = phrase('backfill', daysOf, '30 days')
  const whenCapped = readWord(entries.get('when_capped'), problems, ['defer', 'skip'])
  const sendAt = phrase('send_at', readSendTime, '09:00 customer time')
  const includeCurrent = phrase('include_current', yesOrNo, 'yes')
  const readGoalOf = goal && readGoal(goal, reading, problems)
  if (!goal) problems.push(...winnersWithoutGoal(steps))
  if (!name || !starts) return undefined
  return {
    name,
    title: (title && scalarOf(title, problems)?.text) || name,
    file,
    place: map.place,
    purpose,
    topic,
    starts,
    who,
    stopWhen,
    sendAt: sendAt ?? reading.shop.sendAt,
    steps,
    again: again ?? starts.defaults.again,
    late: late ?? 2,
    priority: priority ?? (purpose === 'service' ? 90 : starts.defaults.priority),
    whenCapped: whenCapped ?? 'defer',
    holdout: holdout === 0 ? undefined : holdout,
    goal: readGoalOf,
    backfill: backfill ?? 0,
    includeCurrent: includeCurrent ?? 'no',
    tags: readTags(entries.get('tags'), problems),
  }
}

function phraseReader(entries: Entries, problems: Problem[]) {
  return <T>(key: string, read: (text: string) => T | undefined, example: string): T | undefined => {
    const entry = entries.get(key)
    return entry && readPhrase(entry, problems, read, example)
  }
}

/** The file's name is the campaign's name; the first key repeats it. */
function readName(file: string, entries: Entries, problems: Problem[]): string | undefined {
  const own = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '')
  const entry = entries.get('campaign')
  if (!entry) {
    problems.push({
      ...problemAt(file, 'missing-name', 'The first line of a campaign names it'),
      try: `campaign: ${own}`,
    })
    return own
  }
  const name = scalarOf(entry, problems)?.text.trim()
  if (name === undefined || name === own) return name
  const message = `The campaign is called "${name}" and its file "${own}"`
  problems.push({ ...problemOn(entry.value, 'wrong-name', message, 'both are one name'), try: `campaign: ${own}` })
  return own
}

function readStarts(
  file: string,
  entry: YamlEntry | undefined,
  reading: StartReading,
  problems: Problem[],
): Start | undefined {
  const names = triggers.map((trigger) => trigger.name)
  if (!entry) {
    problems.push({ ...problemAt(file, 'no-start', 'This campaign never starts'), try: 'starts: {on_date: birthday}' })
    return undefined
  }
  if (entry.value.kind !== 'map') {
    const hint = `for example: ${triggers[0]?.example}`
    problems.push(problemOn(entry.value, 'wrong-shape', '"starts" names a trigger', hint))
    return undefined
  }
  const block = entry.value
  const named = triggers.filter((trigger) => block.entries.some(({ key }) => key === trigger.name))
  const [trigger] = named
  if (!trigger || named.length > 1) {
    problems.push(unknownTrigger(block, names))
    return undefined
  }
  const start = trigger.read(block, reading)
  problems.push(...start.problems)
  return start.value && { ...start.value, text: blockText(block, trigger.name), place: block.place }
}

function unknownTrigger(block: YamlMap, names: readonly string[]): Problem {
  const misspelt = block.entries.find(({ key }) => didYouMean(key, names))
  const near = misspelt && didYouMean(misspelt.key, names)
  if (!near || block.entries.some(({ key }) => names.includes(key))) {
    return problemOn(block, 'unknown-trigger', '"starts" names one trigger', `one of ${names.join(', ')}`)
  }
  const message = `No trigger is called "${misspelt.key}"`
  const problem = problemOn({ place: misspelt.keyPlace }, 'unknown-trigger', message, `did you mean "${near}"?`)
  return { ...problem, try: lineWith(near, misspelt) }
}

/** `on_date: birthday, days_before: 3`: the trigger first, its options by name. */
function blockText(block: YamlMap, trigger: string): string {
  const lines = block.entries.map(({ key, value }) => ({ key, text: `${key}: ${nodeText(value)}` }))
  const rank = ({ key }: { key: string }) => (key === trigger ? `0 ${key}` : `1 ${key}`)
  lines.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return lines.map(({ text }) => text).join(', ')
}

function nodeText(node: YamlNode): string {
  if (node.kind === 'scalar') return node.text.trim()
  if (node.kind === 'list') return `[${node.items.map(nodeText).join(', ')}]`
  return `{${node.entries.map(({ key, value }) => `${key}: ${nodeText(value)}`).join(', ')}}`
}

function readTopic(entry: YamlEntry | undefined, reading: StartReading, problems: Problem[]): string {
  const topic = entry && scalarOf(entry, problems)?.text.trim()
  if (!entry || !topic) return 'news'
  const known = ['news', ...Object.keys(reading.shop.topics)]
  if (known.includes(topic)) return topic
  const near = didYouMean(topic, known)
  const hint = near ? `did you mean "${near}"?` : 'add it under "topics" in perennial.yaml'
  const problem = problemOn(entry.value, 'unknown-topic', `The shop file has no topic "${topic}"`, hint)
  problems.push(near ? { ...problem, try: `topic: ${near}` } : problem)
  return topic
}

function readTags(entry: YamlEntry | undefined, problems: Problem[]): string[] {
  if (!entry) return []
  const nodes: readonly YamlNode[] = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return nodes.flatMap((node) => {
    if (node.kind === 'scalar' && node.text !== '') return [node.text]
    problems.push(problemOn(node, 'wrong-shape', 'A tag is a word', 'tags: [retention]'))
    return []
  })
}

function againOf(text: string): Again | undefined {
  const days = /^after (.+)$/.exec(text)
  const count = days ? daysOf(days[1] as string) : undefined
  if (count !== undefined) return { afterDays: count }
  return wordOf('never', 'every time', 'every year')(text)
}

function lateOf(text: string): number | undefined {
  const match = /^at most (.+)$/.exec(text)
  return match ? daysOf(match[1] as string) : undefined
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
