import { CAMPAIGNS, LINKS, TOPICS } from './names.ts'
import type { Random } from './random.ts'
import { COUNTRIES, LANGUAGES, SKUS, TAGS, WORDS } from './random-world.ts'

/** A rule as a marketer's file holds it, in JSON, which is YAML. */
export type Written = string | number | readonly Written[] | { readonly [key: string]: Written }

/** What a line may ask for besides the built-in facts. */
export interface Asking {
  readonly random: Random
  /** Segments that exist already. */
  readonly segments: readonly string[]
  readonly stages: readonly string[]
  /** `today` of the shop as `YYYY-MM-DD`, so that named days lie near it. */
  readonly days: readonly string[]
  /** Lines about entering and leaving are dear: they ask for several instants. */
  readonly history: boolean
}

const CONSENTS = ['subscribed', 'unsubscribed', 'never asked', 'expired']

/** A random `who` block, up to four levels deep. */
export function randomRule(asking: Asking): Written {
  const { random } = asking
  const block: Record<string, Written> = {}
  for (const key of random.some(['all', 'any', 'none'], random.chance(0.7) ? 1 : 3)) block[key] = items(asking, 1)
  return block
}

function items(asking: Asking, level: number): Written[] {
  return Array.from({ length: asking.random.pick([1, 1, 2, 2, 3]) }, () => item(asking, level))
}

function item(asking: Asking, level: number): Written {
  const { random } = asking
  if (level < 4 && random.chance(0.22)) {
    if (random.chance(0.3)) {
      const of = [item(asking, level + 1), ...items(asking, level + 1)]
      return { at_least: { count: random.whole(1, of.length), of } }
    }
    return { [random.pick(['all', 'any', 'none'])]: items(asking, level + 1) }
  }
  return random.chance(0.1) ? { ...line(asking), ...line(asking) } : line(asking)
}

/** One line: a key and its phrase. */
export function line(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  switch (random.whole(0, 15)) {
    case 0:
      return { [random.pick(['orders', 'years_as_customer', 'age'])]: number(random, ['0', '1', '2', '3', '5', '30']) }
    case 1:
      return { [random.pick(['total_spent', 'average_order', 'largest_order'])]: money(random) }
    case 2:
    case 3:
      return { [random.pick(['first_order', 'last_order', 'signed_up', 'last_visit'])]: pastDate(asking) }
    case 4:
      return {
        [random.pick(['birthday', 'first_order_anniversary', 'signup_anniversary', 'name_day'])]: yearly(random),
      }
    case 5:
      return text(random)
    case 6:
      return attribute(asking)
    case 7:
      return standing(asking)
    case 8:
    case 9:
      return bought(asking)
    case 10:
      return random.chance(0.5) ? ownEvent(asking) : otherEvent(asking)
    case 11:
    case 12:
      return engagement(asking)
    case 13:
      return rhythm(asking)
    case 14:
      return random.chance(0.5) ? score(random) : chosen(random)
    default:
      return segment(asking) ?? text(random)
  }
}

function number(random: Random, amounts: readonly string[], unit = ''): string {
  const is = random.pick(['at least', 'at most', 'more than', 'less than', 'exactly', 'between'])
  if (is !== 'between') return `${is} ${random.pick(amounts)}${unit}`
  const from = random.whole(0, amounts.length - 1)
  return `between ${amounts[from]} and ${random.pick(amounts.slice(from))}${unit}`
}

function money(random: Random): string {
  return number(random, ['0', '5', '9.99', '10', '25', '49.99', '50', '123.45', '200'], ' EUR')
}

function unitOf(random: Random): string {
  return random.pick(['days', 'days', 'days', 'weeks', 'months', 'years'])
}

function pastDate({ random, days }: Asking): string {
  const count = random.pick([0, 1, 2, 7, 29, 30, 31, 60, 89, 90, 91, 180, 365])
  const few = random.pick([1, 2, 3, 6, 12])
  const unit = unitOf(random)
  const amount = unit === 'days' ? count : few
  const [first = '', second = ''] = random.some(days, 2).sort()
  const last = second || first
  return random.pick([
    `within the last ${amount} ${unit}`,
    `more than ${amount} ${unit} ago`,
    `between ${amount} and ${amount + random.pick([1, 2, 30])} ${unit} ago`,
    `exactly ${amount} ${unit} ago`,
    `within the last ${random.pick([1, 12, 36])} hours`,
    `more than ${random.pick([1, 24, 36])} hours ago`,
    random.pick(['today', 'yesterday', 'never', 'ever']),
    `${random.pick(['this', 'last'])} ${random.pick(['week', 'month', 'quarter', 'year'])}`,
    `${random.pick(['since', 'before', 'on'])} ${first}`,
    `between ${first} and ${last}`,
  ])
}

function comingDate(asking: Asking): string {
  const { random } = asking
  const unit = unitOf(random)
  const count = random.pick(unit === 'days' ? [0, 1, 3, 7, 28, 30, 31] : [1, 2])
  return random.pick([
    `within the next ${count} ${unit}`,
    `more than ${count} ${unit} ahead`,
    `in ${count} ${unit}`,
    random.pick(['today', 'tomorrow', 'overdue', 'next week', 'next month', 'this month']),
    pastDate(asking),
  ])
}

function yearly(random: Random): string {
  return random.pick([
    random.pick(['today', 'tomorrow', 'this week', 'this month', 'set', 'not set']),
    `in ${random.pick([1, 3, 7])} days`,
    `within the next ${random.pick([0, 1, 7, 60, 365])} days`,
    `within the last ${random.pick([0, 3, 30])} days`,
    `in ${random.pick(['February', 'March', 'July', 'December'])}`,
  ])
}

function words(random: Random, list: readonly string[]): Written {
  return random.chance(0.5) ? random.pick(list) : random.some(list, 3)
}

/** The word itself, or a part of it. */
function wordsOrPart(random: Random, list: readonly string[]): Written {
  if (random.chance(0.5)) return words(random, list)
  if (random.chance(0.3)) return random.pick(['set', 'not set'])
  const letters = [...random.pick(list)]
  const part = random.chance(0.5) ? letters.slice(0, 2).join('') : letters.slice(-2).join('')
  return `${random.pick(['contains', 'starts with', 'ends with'])} ${part}`
}

function text(random: Random): { [key: string]: Written } {
  switch (random.whole(0, 6)) {
    case 0:
      return { country: random.chance(0.2) ? random.pick(['set', 'not set', 'Croatia']) : words(random, COUNTRIES) }
    case 1:
      return { [random.pick(['city', 'region'])]: wordsOrPart(random, WORDS) }
    case 2:
      return { tag: wordsOrPart(random, TAGS) }
    case 3:
      return { language: words(random, LANGUAGES) }
    case 4:
      return { consent: words(random, CONSENTS) }
    case 5:
      return { suppressed: words(random, ['no', 'bounced', 'complained', 'manual', 'erased']) }
    default:
      return random.chance(0.5)
        ? { time_zone: words(random, ['Europe/Zagreb', 'asia/tokyo']) }
        : { currency: words(random, ['EUR', 'CZK']) }
  }
}

function attribute(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  return random.pick([
    { shoe_size: number(random, ['36', '38', '38.5', '40', '41']) },
    { nickname: wordsOrPart(random, WORDS) },
    { credit: random.chance(0.2) ? random.pick(['set', 'not set']) : money(random) },
    { contract_ends: comingDate(asking) },
    { gift: random.pick(['yes', 'no', 'set', 'not set']) },
    { likes: wordsOrPart(random, WORDS) },
  ])
}

function rank(random: Random): string {
  return random.pick([
    `${random.pick(['top', 'bottom'])} ${random.pick(['1', '7', '10', '12.5', '50', '100'])} percent`,
    `${random.pick(['top', 'bottom'])} ${random.pick([1, 3, 10, 100])} customers`,
    `${random.pick(['above', 'below'])} the ${random.pick(['average', 'median'])}`,
  ])
}

function standing(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  const facts = ['orders', 'total_spent', 'largest_order', 'average_order', 'shoe_size', 'credit']
  const fact = random.pick([...facts, 'usual_gap', 'overdue_ratio', ...PREDICTED, 'bought', 'emailed', 'clicked'])
  if (fact === 'bought') return { bought: { category: random.pick(WORDS), times: rank(random) } }
  if (fact === 'emailed' || fact === 'clicked') return { [fact]: { times: rank(random), ...window(asking) } }
  return { [fact]: rank(random) }
}

function window(asking: Asking): { [key: string]: Written } {
  const { random, days } = asking
  const [first = '', second = ''] = random.some(days, 2).sort()
  return random.pick<{ [key: string]: Written }>([
    {},
    { within: `${random.pick([1, 30, 90, 365])} days` },
    { within: `${random.pick([1, 3])} months` },
    { within: `${random.pick([1, 36])} hours` },
    { since: first },
    { before: first },
    { between: `${first} and ${second || first}` },
  ])
}

function bought(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  const filters: { [key: string]: Written } = {}
  const names = ['product', 'category', 'brand', 'coupon', 'channel', 'store', 'order_total']
  for (const name of random.some(names, random.chance(0.6) ? 1 : 3)) {
    if (name === 'product') filters.product = words(random, [...SKUS, ...WORDS])
    else if (name === 'order_total') filters.order_total = money(random)
    else filters[name] = wordsOrPart(random, name === 'channel' ? ['web', 'shop'] : WORDS)
  }
  const measure = random.pick<{ [key: string]: Written }>([
    {},
    { times: number(random, ['0', '1', '2']) },
    { items: number(random, ['0', '1', '2', '4']) },
    { spent: money(random) },
    { average: money(random) },
    { largest: money(random) },
    { distinct_products: number(random, ['0', '1', '2']) },
  ])
  const inSequence = random.chance(0.2) && !('distinct_products' in measure)
  return { bought: { ...filters, ...measure, ...window(asking), ...(inSequence ? sequence(asking) : {}) } }
}

function sequence(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  const follower = random.pick<{ [key: string]: Written }>([
    { bought: { category: words(random, WORDS) } },
    { bought: 'anything' },
    { viewed: { price: money(random) } },
    { logged_in: 'anything' },
    { clicked: { campaign: words(random, CAMPAIGNS) } },
    { [random.pick(['emailed', 'opened', 'unsubscribed', 'bounced'])]: 'anything' },
  ])
  const within = `${random.pick([0, 1, 7, 30, 365])} days`
  return { [random.pick(['followed_by', 'not_followed_by'])]: { ...follower, within } }
}

function otherEvent(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  const name = random.pick(['returned', 'delivered', 'cancelled'])
  const filters = random.chance(0.4) ? { category: words(random, WORDS) } : {}
  const measure = random.chance(0.5) ? { times: number(random, ['0', '1', '2']) } : { spent: money(random) }
  return { [name]: { ...filters, ...measure, ...window(asking) } }
}

function ownEvent(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  if (random.chance(0.2)) {
    const times = { times: number(random, ['0', '1', '2']) }
    return { logged_in: { ...times, ...window(asking), ...(random.chance(0.4) ? sequence(asking) : {}) } }
  }
  const filters = random.pick<{ [key: string]: Written }>([
    {},
    { category: wordsOrPart(random, WORDS) },
    { price: money(random) },
    { rank: number(random, ['-1', '1', '2', '2.5']) },
  ])
  const measure = random.pick<{ [key: string]: Written }>([
    { times: number(random, ['0', '1', '2']) },
    { [random.pick(['sum of price', 'average of price', 'largest of price', 'smallest of price'])]: money(random) },
    { [random.pick(['sum of rank', 'largest of rank', 'smallest of rank'])]: number(random, ['0', '1', '2.5', '4']) },
    { [random.pick(['distinct of price', 'distinct of rank'])]: number(random, ['0', '1', '2']) },
  ])
  return { viewed: { ...filters, ...measure, ...window(asking) } }
}

function engagement(asking: Asking): { [key: string]: Written } {
  const { random } = asking
  if (random.chance(0.3)) return { [random.pick(['last_emailed', 'last_clicked', 'last_opened'])]: pastDate(asking) }
  const event = random.pick([
    'emailed',
    'emailed',
    'opened',
    'clicked',
    'clicked',
    'bounced',
    'complained',
    'unsubscribed',
  ])
  const filters: { [key: string]: Written } = {}
  if (random.chance(0.4)) filters.campaign = wordsOrPart(random, CAMPAIGNS)
  if (random.chance(0.2)) filters.template = words(random, CAMPAIGNS)
  if (random.chance(0.2)) filters.topic = random.chance(0.3) ? 'not set' : words(random, TOPICS)
  if (event === 'clicked' && random.chance(0.4)) filters.link = wordsOrPart(random, LINKS)
  const measure = random.chance(0.6) ? { times: number(random, ['0', '1', '2', '3']) } : {}
  const details = { ...filters, ...measure, ...window(asking), ...(random.chance(0.25) ? sequence(asking) : {}) }
  return { [event]: Object.keys(details).length === 0 ? 'anything' : details }
}

const CHANCES = ['0', '5', '20', '50', '80', '99.5', '100']
const PREDICTED = ['alive_probability', 'expected_orders', 'lifetime_value']

function rhythm(asking: Asking): { [key: string]: Written } {
  const { random, days } = asking
  const gaps = ['0', '1', '7', '14.5', '30', '90', '365']
  return random.pick<{ [key: string]: Written }>([
    { usual_gap: random.chance(0.2) ? random.pick(['set', 'not set']) : number(random, gaps, ' days') },
    { usual_gap: number(random, ['1', '2', '10'], ' weeks') },
    { overdue_ratio: number(random, ['0', '0.5', '1', '1.5', '2', '5']) },
    { alive_probability: random.chance(0.2) ? random.pick(['set', 'not set']) : number(random, CHANCES, ' percent') },
    { expected_orders: number(random, ['0', '0.1', '0.5', '1', '3', '10']) },
    { lifetime_value: money(random) },
    {
      next_order_expected: random.pick([
        ...['today', 'tomorrow', 'overdue', 'never', 'ever', 'next week', 'next month', 'this month', 'next year'],
        ...['within the next 30 days', 'within the next 1 year', 'more than 7 days ahead', 'in 3 days', 'in 2 weeks'],
        ...[`since ${random.pick(days)}`, `before ${random.pick(days)}`],
      ]),
    },
  ])
}

function score(random: Random): { [key: string]: Written } {
  const groups = ['champions', 'loyal', 'potential loyalists', 'new customers', 'promising', 'need attention']
  const others = ['about to sleep', 'at risk', 'cannot lose them', 'hibernating', 'lost']
  if (random.chance(0.3)) return { rfm_group: random.chance(0.1) ? 'not set' : words(random, [...groups, ...others]) }
  const name = random.pick(['recency_score', 'frequency_score', 'monetary_score'])
  return { [name]: random.chance(0.1) ? 'not set' : number(random, ['1', '2', '3', '4', '5']) }
}

function chosen(random: Random): { [key: string]: Written } {
  if (random.chance(0.5)) return { topic: { name: random.pick(TOPICS), is: words(random, CONSENTS) } }
  const share = `${random.pick(['1', '10', '33.3', '50', '99.9', '100'])} percent`
  return { bucket: { name: random.pick(['spring', 'autumn']), share } }
}

function segment(asking: Asking): { [key: string]: Written } | undefined {
  const { random, segments, stages, history } = asking
  if (segments.length === 0) return undefined
  const name = random.pick(segments)
  if (!history || random.chance(0.5)) {
    if (stages.length > 0 && random.chance(0.3)) return { stage: words(random, stages) }
    return { in_segment: random.chance(0.7) ? name : random.some(segments, 2) }
  }
  const within = `${random.pick([0, 1, 3])} days`
  return random.pick<{ [key: string]: Written }>([
    { in_segment: { name, for: `at least ${random.pick([1, 2, 4])} days` } },
    { entered_segment: { name, within } },
    { left_segment: { name, within } },
  ])
}
