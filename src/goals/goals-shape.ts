import { anyText, type KeyShape, type ListShape, type MapShape, oneWordOf, shortPhrase } from '../yaml/index.ts'
import { goalKeys } from './read-goals.ts'
import { metrics } from './metrics.ts'
import { targetPattern } from './read-target.ts'

/** goals.yaml as editors, `fmt` and the reference know it; `segments` are offered. */
export function goalsShape(segments: readonly string[]): ListShape {
  return { is: 'list', of: goalShape(segments), layout: 'block' }
}

/** One goal. */
export function goalShape(segments: readonly string[]): MapShape {
  const numbers = Object.entries(metrics).map(([key, { doc, example }]): KeyShape => {
    return { key, doc, example: `${key}: ${example}`, shape: shortPhrase(targetPattern, example) }
  })
  const described = describe(segments)
  const keys = goalKeys.map((key): KeyShape => ({ key, ...described[key] }))
  return { is: 'map', keys: [...numbers, ...keys], layout: 'block', order: 'of keys' }
}

function describe(segments: readonly string[]): Readonly<Record<(typeof goalKeys)[number], Omit<KeyShape, 'key'>>> {
  return {
    segment: {
      doc: 'The segment whose `size` the goal is about.',
      example: 'segment: high-value',
      shape: anyText(...segments),
    },
    since: {
      doc: 'The day on which the goal was set: it begins with the value of the days before.',
      example: 'since: 2026-11-01',
      missing: 'the day after `baseline`, else a year before the end',
      shape: shortPhrase('[0-9]{4}-[0-9]{2}-[0-9]{2}', '2026-11-01'),
    },
    baseline: {
      doc: 'The period whose value the goal begins with.',
      example: 'baseline: 2026-01-01 to 2026-06-30',
      missing: 'as many days as `over` says, before `since`',
      shape: shortPhrase('[0-9]{4}-[0-9]{2}-[0-9]{2} to [0-9]{4}-[0-9]{2}-[0-9]{2}', '2026-01-01 to 2026-06-30'),
    },
    over: {
      doc: 'How many days each value looks back over.',
      example: 'over: 90 days',
      missing: '365 days',
      shape: shortPhrase('[0-9]{1,4} days?', '365 days', '90 days'),
    },
    reading: {
      doc: 'Who counts as a customer, for churn, retention and kept_share: by 180 `days`, or by their own `rhythm`.',
      example: 'reading: rhythm',
      missing: 'days',
      shape: oneWordOf('days', 'rhythm'),
    },
  }
}
