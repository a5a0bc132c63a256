import { daysWithin, type FileNames, lineKeys, type Vocabulary } from '../facts/index.ts'
import { customerShape, ruleShape, tagsShape } from '../segments/index.ts'
import { anyText, type KeyShape, type MapShape, oneWordOf, type Shape, shortPhrase, yesOrNo } from '../yaml/index.ts'
import { exampleReasons } from './example.ts'
import { campaignKeys } from './read-campaign.ts'
import { startShape } from './start-shape.ts'
import { stepsShape } from './steps-shape.ts'

type Described = Readonly<Record<(typeof campaignKeys)[number], Omit<KeyShape, 'key'>>>

const days = '[0-9]+ (?:days?|weeks?)'
const percent = '[0-9]+(?:\\.[0-9]+)? percent'

/** A file of `campaigns/` as editors, `fmt` and the reference know it. */
export function campaignShape(vocabulary: Vocabulary, names: FileNames): MapShape {
  const rule = ruleShape(vocabulary, names)
  const described: Described = {
    ...identity(vocabulary),
    starts: {
      doc: 'What begins a journey: one trigger.',
      example: 'starts: {when_entering: lapsed}',
      shape: startShape(vocabulary, names),
    },
    who: {
      doc: 'Who may get it: asked at the start, and again before every step.',
      example: 'who: {none: [{in_segment: vip}]}',
      missing: 'everybody',
      shape: rule,
    },
    stop_when: {
      doc: 'Ends the journey when it has happened since the start; asked again right before sending.',
      example: 'stop_when: {any: [{bought: anything}]}',
      missing: 'nothing ends it early',
      shape: rule,
    },
    steps: {
      doc: 'Emails and waits, in their order.',
      example: 'steps: [{wait: 3 days}, {send: welcome-1}]',
      shape: stepsShape(rule, names),
    },
    ...limits,
    goal: {
      doc: 'What the campaign is for: an event, and how long after the email it counts.',
      example: 'goal: {bought: anything, within: 30 days}',
      missing: 'no goal is measured',
      shape: goalShape(vocabulary, names),
    },
    ...beginnings,
    examples: {
      doc: 'Made-up customers, a day, and the email that goes out then; `perennial test` tries them.',
      example: 'examples: [{customer: {birthday: 1990-05-01}, on: 2026-05-01, expect: birthday}]',
      missing: 'nothing is tried',
      shape: { is: 'list', of: exampleShape(vocabulary), layout: 'block' },
    },
    tags: { doc: 'Words to find it by.', example: 'tags: [retention]', missing: 'none', shape: tagsShape },
  }
  const keys = campaignKeys.map((key): KeyShape => ({ key, ...described[key] }))
  return { is: 'map', keys, needs: ['campaign', 'starts', 'steps'], layout: 'block', order: 'of keys' }
}

function identity({ shop }: Vocabulary) {
  return {
    campaign: {
      doc: 'The name: that of the file, and the first line.',
      example: 'campaign: win-back',
      shape: anyText('win-back'),
    },
    title: { doc: 'What people call it.', example: 'title: Come back', missing: 'the name', shape: anyText() },
    purpose: {
      doc: 'Marketing needs consent; service is about an order the customer made.',
      example: 'purpose: marketing',
      missing: 'marketing',
      shape: oneWordOf('marketing', 'service'),
    },
    topic: {
      doc: "The topic under which the preference page lists it: one of the shop file's `topics`.",
      example: 'topic: news',
      missing: 'news',
      shape: anyText(...new Set(['news', ...Object.keys(shop.topics)])),
    },
    send_at: {
      doc: 'The time of day at which emails go out.',
      example: 'send_at: 09:00 customer time',
      missing: "the shop's `send_at`",
      shape: shortPhrase('[0-9]{1,2}:[0-9]{2} (?:customer|shop) time', '09:00 customer time', '10:00 shop time'),
    },
  } satisfies Partial<Described>
}

const limits = {
  again: {
    doc: 'When a customer who had this campaign may start it anew.',
    example: 'again: after 365 days',
    missing: 'every year for yearly dates, every time for events, after 365 days for segments, else never',
    shape: shortPhrase(
      `never|every time|every year|after ${days}`,
      'after 365 days',
      'every year',
      'every time',
      'never',
    ),
  },
  late: {
    doc: 'How many days after its day an email may still go out.',
    example: 'late: at most 2 days',
    missing: 'at most 2 days',
    shape: shortPhrase(`at most ${days}`, 'at most 2 days', 'at most 0 days'),
  },
  priority: {
    doc: "The higher wins the customer's day; service 90, birthday 80, anniversary 70, welcome 60, after an order 50, win-back 40, newsletter 20.",
    example: 'priority: 40',
    missing: 'by the kind of `starts`',
    shape: { is: 'value', type: 'whole number', examples: ['40'] },
  },
  when_capped: {
    doc: "What happens where the shop's `limit` is used up: the email waits, or is skipped.",
    example: 'when_capped: defer',
    missing: 'defer',
    shape: oneWordOf('defer', 'skip'),
  },
  holdout: {
    doc: 'A share of the customers who get nothing, to measure against; always the same ones.',
    example: 'holdout: 10 percent',
    missing: 'nobody',
    shape: shortPhrase(percent, '10 percent', '5 percent'),
  },
} satisfies Partial<Described>

const beginnings = {
  backfill: {
    doc: 'How far before the first run events still start journeys.',
    example: 'backfill: 14 days',
    missing: 'only what happens from the first run on',
    shape: shortPhrase(days, '14 days', '30 days'),
  },
  include_current: {
    doc: 'Whether the first run takes in everybody who is in the segment already.',
    example: 'include_current: yes',
    missing: 'no',
    shape: yesOrNo,
  },
} satisfies Partial<Described>

function goalShape(vocabulary: Vocabulary, names: FileNames): MapShape {
  const within: KeyShape = { key: 'within', doc: 'How long after the email it counts.', shape: daysWithin }
  const keys = [...lineKeys(vocabulary, names), within]
  return { is: 'map', keys, needs: ['within'], layout: 'line', order: 'of keys' }
}

function exampleShape(vocabulary: Vocabulary): MapShape {
  const expected: MapShape = {
    is: 'map',
    keys: [
      { key: 'email', doc: 'The id of a step, or `none`.', shape: anyText('none') },
      { key: 'reason', doc: 'Why there is none.', shape: oneWordOf(...exampleReasons) },
    ],
    needs: ['email'],
    layout: 'line',
    order: 'of keys',
  }
  const expect: Shape = {
    is: 'choice',
    of: [anyText('none'), expected],
    examples: ['none', '{email: none, reason: no_consent}'],
  }
  const keys: KeyShape[] = [
    { key: 'customer', doc: 'What is known of the made-up customer.', shape: customerShape(vocabulary) },
    { key: 'on', doc: 'The day that is looked at.', missing: 'today', shape: anyText('2026-05-01') },
    {
      key: 'started',
      doc: 'When the journey began, where the facts do not tell.',
      shape: anyText('3 days ago', '2026-05-01'),
    },
    { key: 'expect', doc: 'The email that goes out, or `none`.', shape: expect },
  ]
  return { is: 'map', keys, needs: ['customer', 'expect'], layout: 'block', order: 'of keys' }
}
