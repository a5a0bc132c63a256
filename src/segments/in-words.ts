import { type Clause, isEventQuestion } from '../facts/index.ts'
import { needsBase } from './standing.ts'
import type { Rule } from './rule.ts'

/** A segment as an English sentence: `Lapsed customers: last ordered more than 180 days ago, and not in vip.` */
export function inWords({ title, who }: { readonly title: string; readonly who: Rule }): string {
  return `${title}: ${sayRule(who)}.`
}

/** A rule as part of a sentence. */
export function sayRule(rule: Rule): string {
  return rule.is === 'line' ? sayClause(rule.clause) : sayGroup(rule)
}

/** A line as part of a sentence: `last ordered more than 180 days ago`. */
export function sayClause(clause: Clause): string {
  const { question, condition, text } = clause
  const phrase = text.slice(text.indexOf(':') + 1).trim()
  if (condition.is === 'member') {
    const long = condition.forDays === undefined ? '' : ` for at least ${days(condition.forDays)}`
    return `in ${condition.segments.join(' or ')}${long}`
  }
  if (condition.is === 'about topic') return `${condition.shown.join(' or ')} about ${condition.name}`
  if (condition.is === 'in share') return `in ${phrase.replace(/^.*share: (.*)\}$/, '$1')} of ${condition.name}`
  if (condition.is === 'entered' || condition.is === 'left') return sayChange(condition.is, condition.segments, phrase)
  if (condition.is === 'set' || condition.is === 'not set') return `${plain(keyOf(clause))} ${condition.is}`
  if (isEventQuestion(question)) return `${plain(question.event)} ${phrase.replace(/^\{(.*)\}$/, '($1)')}`
  if (needsBase(clause))
    return `${phrase} ${phrase.startsWith('above') || phrase.startsWith('below') ? 'of' : 'by'} ${plain(question.fact)}`
  if (condition.is === 'never' && NEVER[question.fact]) return NEVER[question.fact] ?? ''
  const singular = phrase.endsWith(' 1') ? SINGULAR[question.fact] : undefined
  const pattern = singular ?? WORDS[question.fact] ?? `${plain(question.fact)} {}`
  return pattern.replace(
    '{}',
    phrase.replace(/^\[(.*)\]$/, (_, list: string) => list.split(', ').join(' or ')),
  )
}

/** `entered vip within 7 days`. */
function sayChange(verb: string, segments: readonly string[], phrase: string): string {
  const window = /, (\w+): (.*)\}$/.exec(phrase)
  const when = window ? ` ${window[1]} ${window[2]}` : ''
  return `${verb} ${segments.join(' or ')}${when}`
}

function keyOf({ text }: Clause): string {
  return text.slice(0, text.indexOf(':'))
}

/** Facts whose name is no part of a sentence; all others read `name phrase`. */
const WORDS: Readonly<Record<string, string>> = {
  orders: '{} orders',
  total_spent: 'spent {} in all',
  average_order: 'spends {} an order',
  first_order: 'first ordered {}',
  last_order: 'last ordered {}',
  signed_up: 'signed up {}',
  birthday: 'has a birthday {}',
  age: '{} years old',
  years_as_customer: 'a customer for {} years',
  tag: 'tagged {}',
}
const SINGULAR: Readonly<Record<string, string>> = { orders: '{} order', age: '{} year old' }
const NEVER: Readonly<Record<string, string>> = {
  first_order: 'never ordered',
  last_order: 'never ordered',
  last_emailed: 'never emailed',
  last_opened: 'never opened an email',
  last_clicked: 'never clicked in an email',
  last_visit: 'never visited',
}

function sayGroup(rule: Exclude<Rule, { is: 'line' }>): string {
  const parts = rule.rules.map((part) => nested(part, rule.rules.length))
  switch (rule.is) {
    case 'all':
      return parts.length < 3 ? parts.join(', and ') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`
    case 'any':
      return parts.join(', or ')
    case 'none':
      return parts.length === 1 ? `not ${parts[0]}` : `none of these: ${parts.join('; ')}`
    case 'at least':
      return `at least ${rule.count} of these: ${parts.join('; ')}`
    default:
      return rule satisfies never
  }
}

/** A group within a group stands in brackets, but for a short "not". */
function nested(rule: Rule, siblings: number): string {
  const words = sayRule(rule)
  const short = rule.is === 'line' || siblings === 1 || (rule.rules.length === 1 && !opens(rule))
  return short ? words : `(${words})`
}

/** A single part that would itself need brackets. */
function opens(rule: Rule): boolean {
  if (rule.is === 'line') return false
  return rule.rules.length > 1 || rule.rules.some(opens)
}

function plain(name: string): string {
  return name.replaceAll('_', ' ')
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
