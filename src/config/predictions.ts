import type { PredictionSettings } from './shop.ts'
import { type Block, openBlock, type Phrase, readPhrase } from './shop-reading.ts'

/** What `predictions:` may say, in the order of the reference. */
export const predictionKeys = ['horizon', 'next_order'] as const

const LONGEST = 3650

const horizon: Phrase<number> = {
  says: `a time from 1 day to ${LONGEST} days`,
  example: '365 days',
  read(text) {
    const [, count, unit = ''] = /^(\d{1,4}) (days?|weeks?)$/.exec(text.trim()) ?? []
    const days = Number(count ?? 0) * (unit.startsWith('week') ? 7 : 1)
    return days >= 1 && days <= LONGEST ? days : undefined
  },
}

const nextOrder: Phrase<'rhythm' | 'model'> = {
  says: '"rhythm" or "model"',
  example: 'model',
  read: (text) =>
    text.trim() === 'rhythm' || text.trim() === 'model' ? (text.trim() as 'rhythm' | 'model') : undefined,
}

/** `predictions: {horizon: 365 days, next_order: model}`. */
export function readPredictions(block: Block): PredictionSettings {
  const entry = block.entries.get('predictions')
  const inner = entry
    ? openBlock(entry.value, predictionKeys, 'predictions', block.problems)
    : { entries: new Map(), problems: block.problems }
  return {
    days: readPhrase(inner, 'horizon', horizon) ?? 365,
    nextOrder: readPhrase(inner, 'next_order', nextOrder) ?? 'rhythm',
  }
}
