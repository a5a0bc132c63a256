import { weekdayNames } from '../calendar/index.ts'
import { readPercent } from '../config/index.ts'
import type { Problem } from '../problem.ts'
import { problemOn, readFields, scalarOf, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import type { CampaignReading } from './campaign-reading.ts'
import type { Coupon, DueStep, SendStep, Step, Subject, Variant, WaitStep, WaitUntilStep } from './campaign.ts'
import { isDue } from './due-steps.ts'
import { readNotify } from './read-notify.ts'
import { readRuleAt } from './read-rule-at.ts'
import { daysOf, timeOf } from './phrases.ts'
import { readWinner } from './read-winner.ts'
import { readPhrase } from './read-phrase.ts'
import { readStepRecommend } from './read-recommend.ts'

/** The keys of a step in canonical order. */
export const stepKeys = [
  'send',
  'notify',
  'do',
  'id',
  'subject',
  'variants',
  'until',
  'adopt',
  'coupon',
  'recommend',
  'only_if',
  'wait',
  'wait_until',
  'survey',
]

/** Reads the list under `steps:`; every step is an email, a wait or a word to somebody of the shop. */
export function readSteps(node: YamlNode, reading: CampaignReading, problems: Problem[]): Step[] {
  if (node.kind !== 'list' || node.items.length === 0) {
    problems.push(
      problemOn(node, 'no-steps', '"steps" is a list with at least one email', 'for example: - send: welcome-1'),
    )
    return []
  }
  const steps: Step[] = []
  for (const item of node.items) {
    const step = readStep(item, reading, problems)
    if (step) steps.push(isDue(step) ? withOwnId(step, steps, problems) : step)
  }
  if (steps.length > 0 && !steps.some(isDue) && problems.length === 0) {
    problems.push(problemOn(node, 'no-steps', 'This campaign only waits', 'add a step: - send: TEMPLATE'))
  }
  return steps
}

function readStep(item: YamlNode, reading: CampaignReading, problems: Problem[]): Step | undefined {
  const { entries, problems: unknown } = readFields(item, stepKeys, 'a step')
  problems.push(...unknown)
  if (item.kind !== 'map') return undefined
  const verbs = ['send', 'wait', 'wait_until', 'notify'].filter((verb) => entries.has(verb))
  if (verbs.length !== 1) {
    if (unknown.length === 0)
      problems.push(problemOn(item, 'wrong-step', 'A step is one of send, wait, wait_until, notify'))
    return undefined
  }
  const survey = entries.get('survey')
  if (survey) {
    const message = 'Surveys in emails arrive with a later version'
    problems.push(problemOn({ place: survey.keyPlace }, 'not-yet', message, 'ask for an answer by reply for now'))
    return undefined
  }
  const send = entries.get('send')
  if (send) return readSend(send, entries, reading, problems)
  const notify = entries.get('notify')
  if (notify) return readNotify(notify, entries, reading, problems)
  refuseExtras(entries, problems)
  const wait = entries.get('wait')
  if (wait) return readPhrase(wait, problems, waitOf, '3 days')
  return readWaitUntil(entries.get('wait_until') as YamlEntry, problems)
}

function refuseExtras(entries: ReadonlyMap<string, YamlEntry>, problems: Problem[]): void {
  for (const [key, entry] of entries) {
    if (key === 'wait' || key === 'wait_until') continue
    const hint = key === 'only_if' ? 'put only_if on the email that it decides about' : 'it belongs to a "send" step'
    problems.push(problemOn({ place: entry.keyPlace }, 'wrong-step', `A wait has no "${key}"`, hint))
  }
}

const ONLY_NOTIFY = 'it belongs to a "notify" step: what somebody of the shop is to do'

function readSend(
  send: YamlEntry,
  entries: ReadonlyMap<string, YamlEntry>,
  reading: CampaignReading,
  problems: Problem[],
): SendStep | undefined {
  const template = scalarOf(send, problems)?.text.trim()
  if (!template) {
    problems.push(problemOn(send.value, 'wrong-step', '"send" names a template', 'for example: - send: welcome-1'))
    return undefined
  }
  const task = entries.get('do')
  if (task) problems.push(problemOn({ place: task.keyPlace }, 'wrong-step', 'An email has no "do"', ONLY_NOTIFY))
  const id = entries.get('id')
  const subject = entries.get('subject')
  const variants = entries.get('variants')
  const coupon = entries.get('coupon')
  return {
    kind: 'send',
    id: (id && scalarOf(id, problems)?.text.trim()) || template,
    template,
    subject: subject && readSubject(subject, problems),
    variants: variants ? readVariants(variants, problems) : [],
    winner: readWinner(entries, problems),
    coupon: coupon && readCoupon(coupon, problems),
    recommend: readStepRecommend(entries.get('recommend'), reading, problems),
    onlyIf: readRuleAt(entries.get('only_if'), reading, problems),
    place: send.value.place,
  }
}

/** Two steps of one id would be one message: the second of the same template gets a number, a written id is refused. */
function withOwnId(step: DueStep, before: readonly Step[], problems: Problem[]): DueStep {
  const ids = new Set(before.filter(isDue).map(({ id }) => id))
  if (!ids.has(step.id)) return step
  const usual = step.kind === 'send' ? step.template : 'notify'
  if (step.id !== usual) problems.push(problemOn(step, 'double-step', `Two steps have the id "${step.id}"`))
  let n = 2
  while (ids.has(`${usual}-${n}`)) n++
  return { ...step, id: `${usual}-${n}` }
}

function readVariants(entry: YamlEntry, problems: Problem[]): Variant[] {
  if (entry.value.kind !== 'map' || entry.value.entries.length < 2) {
    const hint = 'for example: A: {share: 50 percent, subject: "…"}'
    problems.push(
      problemOn(entry.value, 'wrong-shape', '"variants" names at least two versions with their shares', hint),
    )
    return []
  }
  const variants = entry.value.entries.flatMap((version): Variant[] => {
    const { entries, problems: unknown } = readFields(version.value, ['share', 'subject', 'template'], 'a variant')
    problems.push(...unknown)
    const shareEntry = entries.get('share')
    if (!shareEntry)
      problems.push(
        problemOn(
          { place: version.keyPlace },
          'missing-share',
          `Variant ${version.key} has no share`,
          'share: 50 percent',
        ),
      )
    const share = shareEntry && readPhrase(shareEntry, problems, readPercent, '50 percent')
    if (share === undefined) return []
    const text = (key: string) => {
      const field = entries.get(key)
      return field && scalarOf(field, problems)?.text
    }
    const subjectEntry = entries.get('subject')
    const subject = subjectEntry && readSubject(subjectEntry, problems)
    return [{ name: version.key, share, subject, template: text('template') }]
  })
  const total = variants.reduce((sum, variant) => sum + variant.share, 0)
  if (variants.length === entry.value.entries.length && Math.abs(total - 1) > 1e-9) {
    const percent = Math.round(total * 1000) / 10
    problems.push(
      problemOn(
        entry.value,
        'wrong-shares',
        `The shares of the variants add up to ${percent} percent, not 100`,
        'every customer gets one of them',
      ),
    )
  }
  return variants
}

/** The text and where it begins: behind the quote, where there is one. */
function readSubject(entry: YamlEntry, problems: Problem[]): Subject | undefined {
  const scalar = scalarOf(entry, problems)
  if (!scalar) return undefined
  const { text, place } = scalar
  const quoted = place.line === place.endLine && place.endColumn - place.column > text.length
  const within = { ...place, column: place.column + 1, endColumn: place.endColumn - 1 }
  return { text, place: quoted ? within : place }
}

function readCoupon(entry: YamlEntry, problems: Problem[]): Coupon | undefined {
  const { entries, problems: unknown } = readFields(entry.value, ['code', 'off', 'valid_for', 'pool'], 'a coupon')
  problems.push(...unknown)
  const pool = entries.get('pool')
  if (pool) {
    const message = 'Coupon pools arrive with a later version'
    problems.push({
      ...problemOn({ place: pool.keyPlace }, 'not-yet', message, 'one code for everybody works today'),
      try: 'code: COMEBACK15',
    })
    return undefined
  }
  const code = entries.get('code')
  const off = entries.get('off')
  if (!code || !off) {
    const missing = code ? '"off" is missing' : '"code" is missing'
    const message = 'A coupon names its code and what it takes off'
    const problem = problemOn({ place: entry.keyPlace }, 'wrong-coupon', message, missing)
    problems.push({ ...problem, try: 'coupon: {code: COMEBACK15, off: 15 percent, valid_for: 14 days}' })
    return undefined
  }
  const validFor = entries.get('valid_for')
  return {
    code: scalarOf(code, problems)?.text.trim() ?? '',
    off: readPhrase(off, problems, offOf, '15 percent') ?? '',
    validForDays: validFor && readPhrase(validFor, problems, daysOf, '14 days'),
  }
}

/** `15 percent` or `5 EUR`. */
function offOf(text: string): string | undefined {
  const percent = readPercent(text)
  if (percent !== undefined && percent > 0) return text
  return /^\d+(\.\d+)? [A-Z]{3}$/.test(text) ? text : undefined
}

/** `3 days`, `2 weeks`, `1 month`, `36 hours`. */
function waitOf(text: string): WaitStep | undefined {
  const days = daysOf(text)
  if (days !== undefined) return { kind: 'wait', count: days, unit: 'days' }
  const match = /^(\d{1,4}) (hours?|months?)$/.exec(text)
  if (!match) return undefined
  return { kind: 'wait', count: Number(match[1]), unit: (match[2] as string).startsWith('hour') ? 'hours' : 'months' }
}

function readWaitUntil(entry: YamlEntry, problems: Problem[]): WaitUntilStep | undefined {
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  if (/next_order_expected/.test(text)) {
    const message = 'Waiting for next_order_expected arrives with a later version'
    problems.push(problemOn(entry.value, 'not-yet', message, 'for example: wait_until: Tuesday 10:00'))
    return undefined
  }
  return readPhrase(entry, problems, untilOf, 'Tuesday 10:00')
}

function untilOf(text: string): WaitUntilStep | undefined {
  const [name, clock, ...rest] = text.split(/\s+/)
  const weekday = weekdayNames.indexOf(name as (typeof weekdayNames)[number]) + 1
  const time = clock === undefined ? undefined : timeOf(clock)
  if (weekday === 0 || rest.length > 0 || (clock !== undefined && time === undefined)) return undefined
  return { kind: 'wait until', weekday, time }
}
