import type { Explanation } from './explanation.ts'

/** Campaigns. */
export const aboutCampaigns: readonly Explanation[] = [
  {
    code: 'no-start',
    means: 'the campaign has no `starts`',
    why: 'A campaign begins with something: an event, a date, a day, or entering a segment.',
    snippet: 'campaign-without starts',
    wrong: 'title: Hello',
    right: 'starts: {on_date: birthday}',
  },
  {
    code: 'no-steps',
    means: 'the campaign has no steps',
    why: 'Without a step there is nothing to send.',
    snippet: 'campaign-without steps',
    wrong: 'title: Hello',
    right: `steps:
  - send: hello`,
  },
  {
    code: 'wrong-step',
    means: 'a step is `send`, `wait`, `wait_until` or `notify`',
    why: 'A step sends, waits, or tells somebody of the shop. One that does neither, or both at once, has no place in the journey.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    wait: 3 days`,
    right: `steps:
  - wait: 3 days
  - send: hello`,
  },
  {
    code: 'wrong-address',
    means: '`notify` names no person of the shop',
    why: 'A word to the shop goes to one written address. A fact of the customer would lead to the customer, who gets nothing here.',
    snippet: 'campaign',
    wrong: `steps:
  - notify: "{{customer.email}}"`,
    right: `steps:
  - notify: care@shop.example`,
  },
  {
    code: 'double-step',
    means: 'two steps have one id',
    why: 'A step is sent once to a customer because its id is unique. Two equal ids would share one email.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    id: first
  - wait: 7 days
  - send: hello
    id: first`,
    right: `steps:
  - send: hello
    id: first
  - wait: 7 days
  - send: hello
    id: second`,
  },
  {
    code: 'contradiction',
    means: 'two settings exclude each other',
    why: 'Two settings that exclude each other would be decided by chance: keep one.',
    snippet: 'campaign',
    wrong: 'starts: {when: bought, first_time: yes, restart: yes}',
    right: 'starts: {when: bought, restart: yes}',
  },
  {
    code: 'wrong-shares',
    means: 'the shares of variants are not 100 percent',
    why: 'Each customer gets exactly one variant, so the shares make 100 percent together.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    variants:
      A: {share: 50 percent}
      B: {share: 60 percent}`,
    right: `steps:
  - send: hello
    variants:
      A: {share: 50 percent}
      B: {share: 50 percent}`,
  },
  {
    code: 'missing-share',
    means: 'a variant without its share',
    why: 'Of variants without shares nobody knows who gets which.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    variants:
      A: {subject: Hello}
      B: {share: 50 percent, subject: Good morning}`,
    right: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}`,
  },
  {
    code: 'wrong-winner',
    means: 'no version can win by that',
    why: 'Opens are made by mail programs and clicks by virus scanners: a version wins by orders or by what they bring.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    until: winner by opens
goal: {bought: anything, within: 14 days}`,
    right: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    until: winner by conversions
goal: {bought: anything, within: 14 days}`,
  },
  {
    code: 'winner-without-goal',
    means: 'versions are to compete and nothing says for what',
    why: 'A version wins by the goal of its campaign: what customers are to do, and within how many days.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    until: winner by conversions`,
    right: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    until: winner by conversions
goal: {bought: anything, within: 14 days}`,
  },
  {
    code: 'winner-without-rule',
    means: '`until` without versions, or `adopt` without `until`',
    why: 'A winner needs versions that compete and a rule by which one wins; `adopt` only says who makes it the only one.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    adopt: automatically
goal: {bought: anything, within: 14 days}`,
    right: `steps:
  - send: hello
    variants:
      A: {share: 50 percent, subject: Hello}
      B: {share: 50 percent, subject: Good morning}
    until: winner by revenue
    adopt: automatically
goal: {bought: anything, within: 14 days}`,
  },
  {
    code: 'wrong-coupon',
    means: 'a coupon without its code or what it takes off',
    why: 'A coupon names its code and what it takes off; how long it is valid is up to you.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    coupon: {off: 10 percent}`,
    right: `steps:
  - send: hello
    coupon: {code: HELLO10, off: 10 percent}`,
  },
  {
    code: 'wrong-recommend',
    means: 'what is recommended, or not, names no product, category or brand',
    why: 'Products are chosen by product, category or brand. `for` only says whose customers an exclusion is about.',
    snippet: 'campaign',
    wrong: `steps:
  - send: hello
    recommend: {none: [{for: lapsed}]}`,
    right: `steps:
  - send: hello
    recommend: {none: [{category: equipment, for: lapsed}]}`,
  },
  {
    code: 'wrong-goal',
    means: 'a goal is one event and a window',
    why: 'A goal is measured: one event, and the days within which it counts as reached.',
    snippet: 'campaign',
    wrong: 'goal: {bought: anything}',
    right: 'goal: {bought: anything, within: 30 days}',
  },
  {
    code: 'same-audience',
    means: 'two campaigns start alike and ask the same of customers',
    why: 'On a day on which both are due one is held back, and which one is decided by name. Make them one campaign, or give each its own who.',
    snippet: 'files',
    wrong: `== campaigns/birthday.yaml
campaign: birthday
starts: {on_date: birthday}
steps:
  - send: hello
== campaigns/party.yaml
campaign: party
starts: {on_date: birthday}
steps:
  - send: hello
`,
    right: `== campaigns/birthday.yaml
campaign: birthday
starts: {on_date: birthday}
who: {none: [{in_segment: lapsed}]}
steps:
  - send: hello
== campaigns/party.yaml
campaign: party
starts: {on_date: birthday}
who: {all: [{in_segment: lapsed}]}
steps:
  - send: hello
`,
  },
  {
    code: 'late-too-short',
    means: '`late` is shorter than the day between two runs: what one run misses is never sent',
    why: 'Runs are a day apart. What one misses, or holds back for quiet hours or a limit, is too late for the next.',
    snippet: 'campaign',
    wrong: 'late: at most 0 days',
    right: 'late: at most 1 day',
  },
]
