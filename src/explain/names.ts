import type { Explanation } from './explanation.ts'

/** Names of facts, segments and templates. */
export const aboutNames: readonly Explanation[] = [
  {
    code: 'unknown-fact',
    means: 'no such fact',
    why: 'Rules ask for facts and events by name; perennial facts lists them. A misspelt name is refused, never taken for "no".',
    snippet: 'line',
    wrong: 'last_ordr: more than 60 days ago',
    right: 'last_order: more than 60 days ago',
  },
  {
    code: 'unknown-event',
    means: 'no such event',
    why: 'A campaign that waits for an event of an unknown name would never start.',
    snippet: 'campaign',
    wrong: 'starts: {when: vieweds}',
    right: 'starts: {when: viewed}',
  },
  {
    code: 'unknown-segment',
    means: 'no such segment',
    why: 'A segment is a file in segments/; its name is that of the file.',
    snippet: 'line',
    wrong: 'in_segment: lapsd',
    right: 'in_segment: lapsed',
  },
  {
    code: 'unknown-campaign',
    means: 'a line asks about emails of a campaign that nobody wrote',
    why: 'Nobody can have got an email of it, unless it is a campaign of last year that is gone.',
    snippet: 'line',
    wrong: 'opened: {campaign: helo, within: 30 days}',
    right: 'opened: {within: 30 days}',
  },
  {
    code: 'unknown-template',
    means: 'no such template',
    why: 'A template is a file in templates/; without it there is nothing to send.',
    snippet: 'campaign',
    wrong: `steps:
  - send: helo`,
    right: `steps:
  - send: hello`,
  },
  {
    code: 'unknown-topic',
    means: "not one of the shop's topics",
    why: 'Topics are what customers subscribe to; they are declared in the shop file, with the words of the preference page.',
    snippet: 'campaign',
    wrong: 'topic: ofers',
    right: 'topic: offers',
  },
  {
    code: 'unknown-trigger',
    means: '`starts` names no trigger',
    why: 'starts names one trigger: when_entering, when, on_date, every or once.',
    snippet: 'campaign',
    wrong: 'starts: {when_enter: lapsed}',
    right: 'starts: {when_entering: lapsed}',
  },
  {
    code: 'unknown-date',
    means: 'no yearly date that the shop knows',
    why: 'A yearly campaign follows a birthday, an anniversary or a yearly attribute of the shop.',
    snippet: 'campaign',
    wrong: 'starts: {on_date: birth day}',
    right: 'starts: {on_date: birthday}',
  },
  {
    code: 'unknown-word',
    means: 'one of the words of the fact, and no other',
    why: 'Some facts have a closed list of words; another word would never hold.',
    snippet: 'line',
    wrong: 'consent: subscribd',
    right: 'consent: subscribed',
  },
  {
    code: 'unknown-country',
    means: 'neither a code nor an English name of a country',
    why: 'Countries are ISO 3166 codes or English names.',
    snippet: 'line',
    wrong: 'country: Croatai',
    right: 'country: HR',
  },
  {
    code: 'unknown-language',
    means: 'no code of a language',
    why: 'Languages are written as codes, because their names differ from language to language.',
    snippet: 'line',
    wrong: 'language: english',
    right: 'language: en',
  },
  {
    code: 'unknown-currency',
    means: 'no currency code',
    why: 'A currency is its code of three letters; the shop counts in one.',
    snippet: 'line',
    wrong: 'total_spent: at least 500 EUO',
    right: 'total_spent: at least 500 EUR',
  },
  {
    code: 'unknown-type',
    means: 'no type of attribute',
    why: 'The type says what rules may ask of an attribute: numbers compare, dates have days, texts have words.',
    snippet: 'shop',
    wrong: `attributes:
  shoe_size: {type: numeral}`,
    right: `attributes:
  shoe_size: {type: number}`,
  },
  {
    code: 'missing-type',
    means: 'an attribute without a type',
    why: 'Without a type nobody knows whether 42 is a number or a word.',
    snippet: 'shop',
    wrong: `attributes:
  shoe_size: {description: European size}`,
    right: `attributes:
  shoe_size: {type: number, description: European size}`,
  },
  {
    code: 'taken-name',
    means: 'an attribute, event or filter of the shop is called like a word of the rules: no rule could ask for it',
    why: 'A name of the language keeps its meaning; an attribute of the same name could never be asked for.',
    snippet: 'shop',
    wrong: `attributes:
  country: {type: text}`,
    right: `attributes:
  own_country: {type: text}`,
  },
  {
    code: 'segment-ring',
    means: 'segments that need each other',
    why: 'A segment that needs itself, if by way of others, has no answer to begin with.',
    snippet: 'files',
    wrong: `== segments/a.yaml
segment: a
who:
  all:
    - in_segment: b
== segments/b.yaml
segment: b
who:
  all:
    - in_segment: a
`,
    right: `== segments/a.yaml
segment: a
who:
  all:
    - in_segment: b
== segments/b.yaml
segment: b
who:
  all:
    - orders: at least 5
`,
  },
  {
    code: 'arrives-later',
    means: 'the fact, event or key belongs to a later version; it is refused, never ignored',
    why: 'The language is known in full, and built in parts. A word of a later part is refused by name, so that no rule is silently wrong.',
    snippet: 'line',
    wrong: 'nps: at least 9',
    right: 'orders: at least 3',
  },
  {
    code: 'not-yet',
    means: 'arrives with a later version',
    why: 'This arrives with a later version; until then the lines below do the work.',
    snippet: 'campaign',
    wrong: `steps:
  - wait_until: next_order_expected
  - send: hello`,
    right: `steps:
  - wait: 30 days
  - send: hello`,
  },
]
