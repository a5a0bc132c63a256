import type { Explanation } from './explanation.ts'

/** Phrases, numbers and units. */
export const aboutPhrases: readonly Explanation[] = [
  {
    code: 'unknown-phrase',
    means: 'the phrase is not understood for this fact',
    why: 'Values are short English phrases with their unit. There is one way to say each thing, so that every rule reads alike.',
    snippet: 'line',
    wrong: 'last_order: in the last 30 days',
    right: 'last_order: within the last 30 days',
  },
  {
    code: 'bare-number',
    means: 'a number needs its words: `exactly 3`, `at least 3`',
    why: '3 could mean at least, at most or exactly 3: the difference is who gets an email.',
    snippet: 'line',
    wrong: 'orders: 3',
    right: 'orders: at least 3',
  },
  {
    code: 'missing-currency',
    means: 'an amount names its currency: `500 EUR`',
    why: 'Shops sell in several currencies: an amount without one would be a guess.',
    snippet: 'line',
    wrong: 'total_spent: at least 500',
    right: 'total_spent: at least 500 EUR',
  },
  {
    code: 'other-currency',
    means: "an amount in another currency than the shop's",
    why: 'All amounts of a shop are compared in its own currency, into which orders are converted at import.',
    snippet: 'line',
    wrong: 'total_spent: at least 500 USD',
    right: 'total_spent: at least 460 EUR',
  },
  {
    code: 'too-many-decimals',
    means: 'an amount finer than its currency',
    why: 'Amounts are kept in whole cents; a fraction of one could never be met exactly.',
    snippet: 'line',
    wrong: 'total_spent: at least 49.999 EUR',
    right: 'total_spent: at least 50 EUR',
  },
  {
    code: 'missing-unit',
    means: 'a number of what: days, percent, orders',
    why: '30 could be days, weeks or months: name it.',
    snippet: 'line',
    wrong: 'last_order: within the last 30',
    right: 'last_order: within the last 30 days',
  },
  {
    code: 'symbol',
    means: 'a symbol where a word belongs',
    why: '>= is no English, and YAML reads some symbols as its own. Words work everywhere.',
    snippet: 'line',
    wrong: 'orders: ">= 3"',
    right: 'orders: at least 3',
  },
  {
    code: 'thousands',
    means: 'thousands set apart by a comma',
    why: 'A comma is a decimal mark in half of the world. Write thousands with a blank, or together.',
    snippet: 'line',
    wrong: 'orders: at least 1,000',
    right: 'orders: at least 1 000',
  },
  {
    code: 'whole-number',
    means: 'a count with decimals, or below nothing',
    why: 'Nobody has two and a half orders.',
    snippet: 'line',
    wrong: 'orders: at least 2.5',
    right: 'orders: at least 3',
  },
  {
    code: 'backwards',
    means: 'a stretch whose ends are exchanged',
    why: 'The smaller number, the nearer day and the earlier date come first; the other way round nothing lies between.',
    snippet: 'line',
    wrong: 'last_order: between 180 and 90 days ago',
    right: 'last_order: between 90 and 180 days ago',
  },
  {
    code: 'no-such-day',
    means: 'no day of the calendar',
    why: '30 February is a typing mistake, and it is better told than guessed.',
    snippet: 'line',
    wrong: 'last_order: since 2026-02-30',
    right: 'last_order: since 2026-02-28',
  },
  {
    code: 'wrong-direction',
    means: 'a past phrase for a coming date, or the other way round',
    why: 'Orders lie behind us, expected dates ahead: the phrase looks the wrong way.',
    snippet: 'line',
    wrong: 'last_order: within the next 7 days',
    right: 'last_order: within the last 7 days',
  },
  {
    code: 'impossible-share',
    means: 'a share above 100 percent, or of nobody',
    why: 'A share is more than nothing and at most everybody.',
    snippet: 'line',
    wrong: 'total_spent: top 150 percent',
    right: 'total_spent: top 15 percent',
  },
  {
    code: 'rank-on-text',
    means: 'a rank of words',
    why: 'Countries have no order: rank what can be counted.',
    snippet: 'line',
    wrong: 'country: top 10 percent',
    right: 'total_spent: top 10 percent',
  },
  {
    code: 'rank-on-filter',
    means: '`top` and `bottom` rank customers, not single orders',
    why: 'top and bottom compare customers with each other; a filter chooses single orders.',
    snippet: 'line',
    wrong: 'bought: {order_total: top 10 percent}',
    right: 'largest_order: top 10 percent',
  },
  {
    code: 'negated',
    means: 'a "not" within a line',
    why: 'There is one way to say no: the group none. So nobody overlooks a "not" in the middle of a line.',
    snippet: 'line',
    wrong: 'country: not HR',
    right: `none: [{country: HR}]
country: set`,
  },
  {
    code: 'empty',
    means: 'a fact that says nothing',
    why: 'A line without a phrase asks nothing.',
    snippet: 'line',
    wrong: 'last_order: ""',
    right: 'last_order: ever',
  },
  {
    code: 'said-another-way',
    means: 'one fact, one way: the line to write stands below',
    why: 'One fact, one way: two ways to say the same would be two rules to compare.',
    snippet: 'line',
    wrong: 'bought: {times: exactly 1}',
    right: 'orders: exactly 1',
  },
  {
    code: 'two-windows',
    means: 'one line has one window of time',
    why: 'One line looks at one window of time; for another write a second line.',
    snippet: 'line',
    wrong: 'bought: {within: 30 days, since: 2026-01-01}',
    right: 'bought: {within: 30 days}',
  },
  {
    code: 'two-sequences',
    means: 'one line has one `followed_by`',
    why: 'One line follows one event; for another write a second line.',
    snippet: 'line',
    wrong:
      'viewed: {followed_by: {bought: anything, within: 2 days}, not_followed_by: {viewed: anything, within: 2 days}}',
    right: 'viewed: {followed_by: {bought: anything, within: 2 days}}',
  },
  {
    code: 'not-in-sequence',
    means: 'this cannot stand inside `followed_by`',
    why: 'A sequence counts how often it happened; different values are not counted in it.',
    snippet: 'line',
    wrong: 'bought: {distinct_products: at least 2, followed_by: {viewed: anything, within: 2 days}}',
    right: 'bought: {times: at least 2, followed_by: {viewed: anything, within: 2 days}}',
  },
  {
    code: 'wrong-count',
    means: '`at_least` asks for more than its list holds',
    why: 'at_least asks for a whole number of lines, and not for more than there are.',
    snippet: 'segment',
    wrong: `segment: example
who:
  at_least:
    count: 3
    of:
      - orders: at least 2
      - tag: vip`,
    right: `segment: example
who:
  at_least:
    count: 1
    of:
      - orders: at least 2
      - tag: vip`,
  },
  {
    code: 'wrong-guard',
    means: 'a guard is `at most N percent`',
    why: 'A guard is a share that the segment may reach, or change by from one day to the next.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - orders: at least 2
guard: {size: 40%}`,
    right: `segment: example
who:
  all:
    - orders: at least 2
guard: {size: at most 40 percent}`,
  },
  {
    code: 'wrong-example',
    means: 'an example that cannot be tried',
    why: 'An example says exactly what a customer is like, and whether the segment holds her or him.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - orders: at least 2
examples:
  - customer: {orders: many}
    expect: in`,
    right: `segment: example
who:
  all:
    - orders: at least 2
examples:
  - customer: {orders: 3}
    expect: in`,
  },
]
