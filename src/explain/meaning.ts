import type { Explanation } from './explanation.ts'

/** What rules say and nobody can mean. */
export const aboutMeaning: readonly Explanation[] = [
  {
    code: 'never-holds',
    means: 'lines that exclude each other: nobody is ever meant',
    why: 'Each line is right by itself, and together they exclude each other. Nobody gets the email, and nothing else says so. Lines of all, groups within groups, none, other segments and stages are looked through.',
    snippet: 'line',
    wrong: `last_order: more than 60 days ago
last_order: within the last 30 days`,
    right: 'last_order: between 30 and 60 days ago',
  },
  {
    code: 'always-holds',
    means: 'a line, group or rule that holds for everybody',
    why: 'A line that everybody meets tells nobody from anybody. Mostly a bound is too low, or any joins both sides of it.',
    snippet: 'line',
    wrong: 'orders: at least 0',
    right: 'orders: at least 1',
  },
  {
    code: 'any-of-negatives',
    means: '`any` of two `none` leaves out only who meets both',
    why: 'any holds where one of its lines does: who is not in Croatia meets the first, who is not in Bosnia the second, so everybody is in. To leave out both, write one none.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - country: set
    - any:
        - none: [{country: HR}]
        - none: [{country: BA}]`,
    right: `segment: example
who:
  all:
    - country: set
  none:
    - country: HR
    - country: BA`,
  },
  {
    code: 'asks-forgotten',
    means: 'a line about opens or clicks looks further back than `retention` keeps them',
    why: 'Opens, clicks, bounces and complaints are removed after the time that retention in perennial.yaml says, 13 months without it. What a line asks for before that is not there any more: a customer who clicked then counts as one who did not, and leaves more than 180 days ago as well. Who has not clicked for long, or never, is found by none: [last_clicked: within the last 180 days].',
    snippet: 'line',
    wrong: 'last_clicked: within the last 24 months',
    right: 'last_clicked: within the last 12 months',
  },
  {
    code: 'none-of-missing',
    means: '`none` takes in customers of whom the answer is not known',
    why: 'A comparison with a missing value is false, and none is the plain complement: it takes in whoever has no country at all. Ask for the value, or name those without one beside it: any: [country: not set, none: [country: HR]].',
    snippet: 'segment',
    wrong: `segment: example
who:
  none:
    - country: HR`,
    right: `segment: example
who:
  all:
    - country: set
  none:
    - country: HR`,
  },
  {
    code: 'idle-guard',
    means: 'a guard that stops its segment every day, or never',
    why: 'A guard tells a usual day from bad data. One that stops every day stops the campaigns for good; one that never stops is no guard.',
    snippet: 'segment',
    wrong: `segment: example
who:
  all:
    - total_spent: top 10 percent
guard:
  size: at most 1 percent`,
    right: `segment: example
who:
  all:
    - total_spent: top 10 percent
guard:
  size: at most 15 percent`,
  },
  {
    code: 'hidden-stage',
    means: 'a stage that nobody reaches, because an earlier one always holds first',
    why: 'A customer is in the first stage that holds. Who ordered more than 365 days ago also ordered more than 180 days ago: put the narrower stage first.',
    snippet: 'files',
    wrong: `== segments/lost.yaml
segment: lost
who:
  all:
    - last_order: more than 365 days ago
== perennial.yaml
stages: [new, lapsed, lost]
`,
    right: `== segments/lost.yaml
segment: lost
who:
  all:
    - last_order: more than 365 days ago
== perennial.yaml
stages: [new, lost, lapsed]
`,
  },
  {
    code: 'stages-gap',
    means: 'customers between two stages are in neither',
    why: 'Between two stages lie customers who are in neither: they hear from no campaign that goes by the stage.',
    snippet: 'files',
    wrong: `== segments/cool.yaml
segment: cool
who:
  all:
    - last_order: between 60 and 150 days ago
== perennial.yaml
stages: [cool, lapsed]
`,
    right: `== segments/cool.yaml
segment: cool
who:
  all:
    - last_order: between 60 and 180 days ago
== perennial.yaml
stages: [cool, lapsed]
`,
  },
  {
    code: 'stages-overlap',
    means: 'two stages hold the same customers; the first wins',
    why: 'Two stages share a stretch of one scale. The first wins, which may be meant; mostly one of the two bounds is a typing mistake.',
    snippet: 'files',
    wrong: `== segments/cool.yaml
segment: cool
who:
  all:
    - last_order: between 60 and 200 days ago
== perennial.yaml
stages: [cool, lapsed]
`,
    right: `== segments/cool.yaml
segment: cool
who:
  all:
    - last_order: between 60 and 180 days ago
== perennial.yaml
stages: [cool, lapsed]
`,
  },
  {
    code: 'guard-stopped',
    means: 'a segment jumped; campaigns that use it wait',
    why: 'The segment grew or shrank by more than its guard allows. Campaigns that use it wait; all others go on. Look at the rule and at the last import, then widen the guard or mend the data.',
    snippet: 'words',
    wrong: 'at-risk grew by 38 % in a day, its guard allows 25 %',
    right: 'perennial show at-risk, then perennial import … or a wider guard',
  },
  {
    code: 'example-failed',
    means: 'an example of a segment or campaign comes out differently',
    why: "The rule does not do what its example says. One of the two is wrong; perennial test shows each line with the customer's value.",
    snippet: 'words',
    wrong: `segment: example
who:
  all:
    - orders: at least 2
examples:
  - customer: {orders: 2}
    expect: out`,
    right: `segment: example
who:
  all:
    - orders: at least 2
examples:
  - customer: {orders: 2}
    expect: in`,
  },
]
