import { readAddress } from '../config/index.ts'
import type { Problem } from '../problem.ts'
import { problemOn, scalarOf, type YamlEntry } from '../yaml/index.ts'
import type { CampaignReading } from './campaign-reading.ts'
import type { NotifyStep } from './campaign.ts'
import { readRuleAt } from './read-rule-at.ts'

/** The keys that a word to somebody of the shop may have. */
const KEYS = ['notify', 'id', 'do', 'only_if']

/** As long as a line of an email that is read at a glance. */
const LONGEST_TASK = 300

/** Reads `notify: care@shop.example`, with `do`, `id` and `only_if`. */
export function readNotify(
  notify: YamlEntry,
  entries: ReadonlyMap<string, YamlEntry>,
  reading: CampaignReading,
  problems: Problem[],
): NotifyStep | undefined {
  for (const [key, entry] of entries) {
    if (KEYS.includes(key)) continue
    const message = `A word to somebody of the shop has no "${key}"`
    problems.push(problemOn({ place: entry.keyPlace }, 'wrong-step', message, 'it belongs to a "send" step'))
  }
  const to = readPerson(notify, reading, problems)
  const task = readTask(entries.get('do'), problems)
  const onlyIf = readRuleAt(entries.get('only_if'), reading, problems)
  if (to === undefined) return undefined
  const id = entries.get('id')
  const named = id && scalarOf(id, problems)?.text.trim()
  return { kind: 'notify', id: named || 'notify', to, task, onlyIf, place: notify.value.place }
}

/** The address of a person of the shop: written out, since a fact of the customer would lead to the customer. */
function readPerson(entry: YamlEntry, { shop }: CampaignReading, problems: Problem[]): string | undefined {
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  const address = readAddress(text)
  if (address !== undefined) return address
  const said = text === '' ? '"notify" names one e-mail address' : `"${text}" is no e-mail address`
  const hint = FACT.test(text)
    ? 'it goes to a person of the shop, never to the customer: an email to the customer is a "send" step'
    : 'the address of a person of the shop; a second person gets a step of their own'
  const problem = problemOn(entry.value, 'wrong-address', said, hint)
  problems.push({ ...problem, try: `notify: ${shop.staff.alerts ?? bare(shop.from)}` })
  return undefined
}

/** The address of a sender: `Kava <hej@kava.example>`. */
function bare(from: string): string {
  return from.replace(/^.*<([^<>]*)>\s*$/, '$1')
}

/** A variable of a template, or the name of a fact. */
const FACT = /\{\{|^(customer\.)?e?-?mail\b/i

function readTask(entry: YamlEntry | undefined, problems: Problem[]): string | undefined {
  const text = entry && scalarOf(entry, problems)?.text.trim()
  if (!entry || text === undefined) return undefined
  if (text !== '' && text.length <= LONGEST_TASK && !text.includes('{{')) return text
  const message =
    text === '' ? '"do" says nothing' : text.includes('{{') ? '"do" knows no variables' : '"do" is too long'
  const hint = `plain words, at most ${LONGEST_TASK} characters; the customer is named beside them`
  problems.push({ ...problemOn(entry.value, 'wrong-step', message, hint), try: 'do: Call and ask how the grinder is' })
  return undefined
}
