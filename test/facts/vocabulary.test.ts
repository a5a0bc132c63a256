import { describe, expect, it } from 'vitest'
import { columnOf, kinds, vocabularyOf } from '../../src/facts/index.ts'
import { entryOf, read, testShop } from './support.ts'

const vocabulary = vocabularyOf(testShop())

describe('the vocabulary describes itself', () => {
  it.each(vocabulary.facts.map((fact) => [fact.name, fact] as const))(
    '%s has a sentence, an example that parses and a word on missing values',
    (name, fact) => {
      expect(fact.doc).toMatch(/^[A-Z].*[.)]$/s)
      expect(fact.missing).not.toBe('')
      expect(read(`${name}: ${fact.example}`, vocabulary)).toHaveLength(1)
    },
  )

  it.each(vocabulary.events.map((event) => [event.name, event] as const))(
    '%s has a sentence and an example that parses',
    (name, event) => {
      expect(event.doc).toMatch(/^[A-Z].*[.)]$/s)
      expect(read(`${name}: ${event.example}`, vocabulary).length).toBeGreaterThan(0)
      for (const { doc } of [...event.filters, ...event.measures]) expect(doc).toMatch(/^[A-Z].*\.$/)
    },
  )

  it('every example of a kind parses, and a single one fits its pattern for editors', () => {
    for (const kind of kinds) {
      const fact = kind.name === 'segment change' ? 'entered_segment' : kind.name
      const words = ['subscribed', 'unsubscribed', 'never asked']
      for (const example of kind.examples) {
        const read = kind.parse(entryOf(`x: ${example}`).value, { fact, shop: vocabulary.shop, words })
        expect([kind.name, example, read.problems]).toEqual([kind.name, example, []])
        if (!/^[[{]/.test(example)) expect(example).toMatch(new RegExp(kind.pattern))
      }
    }
  })

  it('no name is given twice, and a name of the language is never given away', () => {
    expect(new Set(vocabulary.names).size).toBe(vocabulary.names.length)
    const greedy = vocabularyOf(
      testShop({
        attributes: [{ name: 'orders', type: 'text', description: undefined }],
        events: [{ name: 'bought', description: undefined, filters: {} }],
      }),
    )
    expect(greedy.fact('orders')?.kind).toBe('count')
    expect(greedy.event('bought')?.rows).toBe('orders')
  })

  it('a stage is one of the shop’s, in any spelling of case', () => {
    expect(read('stage: AT-RISK', vocabulary)[0]?.text).toBe('stage: at-risk')
  })
})

describe('the column of a question', () => {
  const column = (line: string) => read(line, vocabulary).map(({ question }) => columnOf(question))

  it('is the same however the line was written, and whatever its condition', () => {
    expect(column('orders: at least 3')).toEqual(column('orders: less than 8'))
    expect(column('bought: {category: TEA, within: 7 days}')).toEqual(
      column('bought: {within: 7 days, category: tea, times: at least 9}'),
    )
    expect(column('tag: VIP')).toEqual(column('tag: vip'))
  })

  it('differs with anything that changes the answer', () => {
    const lines = [
      'bought: {category: tea}',
      'bought: {category: [tea, cups]}',
      'bought: {category: tea, within: 7 days}',
      'bought: {category: tea, items: at least 1}',
      'bought: {brand: tea}',
      'tag: vip',
      'tag: new',
    ]
    expect(new Set(lines.flatMap(column)).size).toBe(lines.length)
  })

  it('is safe as a bare name in SQL whatever the shop calls its attributes', () => {
    const odd = vocabularyOf(
      testShop({ attributes: [{ name: 'Größe "XL"; drop', type: 'text', description: undefined }] }),
    )
    expect(columnOf(read('\'Größe "XL"; drop\': set', odd)[0]?.question ?? { fact: '' })).toMatch(/^f_[a-z0-9_]+$/)
  })
})
