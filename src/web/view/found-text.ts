import type { Shop } from '../../config/shop.ts'
import type { Found, Turn, WhyCampaign, WhyClause } from '../../plan/index.ts'
import { type CustomersWord, customersWords } from '../words/customers.ts'
import { foundWords } from '../words/found.ts'
import { sayIn } from '../words/index.ts'
import { hiddenWhereAsked } from './private-lines.ts'
import type { Voice } from './view.ts'

/** Who shows the answer, and the attributes of whose shop may tell who somebody is. */
type Teller = Voice & { readonly app: { readonly shop: Shop } }

/** What a line of an answer found, in the operator's words; hidden where names are masked and it tells who somebody is. */
export function foundText(view: Teller, { text, found }: Pick<WhyClause, 'text' | 'found'>): string {
  return hiddenWhereAsked(view, text, inWords(view, found))
}

/** Something that turns, around the words that the rules have for it. */
export interface TurnText {
  readonly before?: string
  /** In the language of the rules. */
  readonly code?: string
  readonly after?: string
}

/** What is on the day of the next email as it is not now. */
export function turnTexts(view: Teller, turns: readonly Turn[]): TurnText[] {
  const say = sayIn(foundWords, view.language)
  return turns.map((turn): TurnText => {
    if (turn.is === 'due') return { before: say('turns due', { step: turn.step }) }
    if (turn.is === 'starts') return { before: say('turns start'), code: turn.phrase }
    const found = hiddenWhereAsked(view, turn.asks, inWords(view, turn.found))
    return { code: turn.asks, after: say('turns line', { found }) }
  })
}

/** The line that stands in the way of an email. */
export function missingLine({ clauses, missingAt }: WhyCampaign): WhyClause | undefined {
  return missingAt === null ? undefined : clauses[missingAt]
}

function inWords(view: Teller, found: Found): string {
  const { format, language } = view
  const say = sayIn(foundWords, language)
  switch (found.is) {
    case 'text':
      return found.text
    case 'number':
      return format.number(found.number, Number.isInteger(found.number) ? 0 : 2)
    case 'money':
      return format.money(found.minor, found.currency)
    case 'yearly':
      return format.yearly(found)
    case 'day':
      return say('day', { ago: format.daysAgo(found.age), day: format.day(found.day) })
    case 'days':
      return say('days', {
        n: found.number,
        number: format.number(found.number, Number.isInteger(found.number) ? 0 : 1),
      })
    case 'percent':
      return format.percent(found.number / 100, 2)
    case 'in the first':
      return say('in the first', { percent: format.percent(found.percent / 100, 2) })
    case 'state': {
      const { day, source = '' } = found
      const state = stateText(view, found.state)
      return day === undefined ? state : say('state', { state, day: format.day(day), source })
    }
    case 'since the start':
      return say('since the start', { found: inWords(view, found.found) })
    default:
      return say(found.is, valuesOf(view, found))
  }
}

/** The values of a sentence: days as the operator writes them, all else as it is. */
function valuesOf({ format }: Teller, found: Found): Record<string, string | number> {
  const entries = Object.entries(found).filter(([name]) => name !== 'is')
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (DAYS.has(name)) return [name, format.day(String(value))]
      // A number that a plural hangs on has one name.
      if (name === 'days' || name === 'count') return ['n', Number(value)]
      return [name, typeof value === 'number' ? value : String(value)]
    }),
  )
}

const DAYS = new Set(['day', 'began', 'from', 'last'])

/** A state of the tables in the operator's words, as the page of a customer says it. */
function stateText({ language }: Teller, state: string): string {
  const key = `is_${state.replaceAll(' ', '_')}`
  return key in customersWords.en ? sayIn(customersWords, language)(key as CustomersWord) : state
}
