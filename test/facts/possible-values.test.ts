import { describe, expect, it } from 'vitest'
import { bordersOf, possibleValues, vocabularyOf } from '../../src/facts/index.ts'
import { read, testShop, whenOf } from './support.ts'

const vocabulary = vocabularyOf(testShop({ topics: { news: 'News' } }))
const when = whenOf(vocabulary, Date.UTC(2026, 2, 1))

/** One value of each stretch in which no line of these changes its answer. */
function valuesOf(...lines: string[]) {
  const clauses = lines.flatMap((line) => read(line, vocabulary))
  const [first] = clauses
  if (!first) throw new Error('no line')
  const conditions = clauses.map(({ condition }) => condition)
  return possibleValues(first.question, conditions, bordersOf(clauses, when), vocabulary, when)
}

describe('values that stand for all others', () => {
  it('a score is one of five, or missing', () => {
    expect(valuesOf('recency_score: at least 4')).toEqual([1, 2, 3, 4, 5, null])
  })

  it('a gap is never below nothing', () => {
    expect(valuesOf('usual_gap: at most 14.5 days')).toEqual([0, 14.5, 14.75, null])
  })

  it('a topic has one of the words of consent and is never missing', () => {
    const words = ['subscribed', 'unsubscribed', 'never asked', 'expired']
    expect(valuesOf('topic: {name: news, is: subscribed}')).toEqual(words)
  })

  it('a bucket lies inside a share or outside of it', () => {
    const values = valuesOf('bucket: {name: a, share: 50 percent}')
    expect(values?.slice(1)).toEqual(['7fffffffffffffff', '8000000000000000'])
  })
})
