import { describe, expect, it } from 'vitest'
import { clausesOf, readRule } from '../../src/segments/index.ts'
import { parseYaml } from '../../src/yaml/index.ts'
import { aReading, aRule } from './a-segment.ts'

function problemsOf(text: string) {
  const node = parseYaml('segments/x.yaml', text).value
  if (!node) throw new Error('no YAML')
  const read = readRule(node, aReading())
  expect(read.value).toBeUndefined()
  return read.problems.map(({ code, place, hint }) => ({ code, line: place?.line, hint }))
}

describe('a rule', () => {
  it('is a tree of groups with a line for each fact', () => {
    const rule = aRule('all:\n  - orders: at least 2\n  - none:\n      - country: HR\n      - tag: vip\n')
    expect(rule).toMatchObject({ is: 'all', rules: [{ is: 'line' }, { is: 'none', rules: [{}, {}] }] })
    expect(clausesOf(rule).map(({ text, place }) => `${place.line} ${text}`)).toEqual([
      '2 orders: at least 2',
      '4 country: HR',
      '5 tag: vip',
    ])
  })

  it('joins all, any and none of one block by and', () => {
    const rule = aRule('all: [orders: at least 2]\nnone: [country: HR]\n')
    expect(rule).toMatchObject({ is: 'all', rules: [{ is: 'all' }, { is: 'none' }] })
  })

  it('joins several keys of one list item by and', () => {
    const rule = aRule('any:\n  - orders: at least 2\n    country: HR\n  - tag: vip\n')
    expect(rule).toMatchObject({ is: 'any', rules: [{ is: 'all', rules: [{ is: 'line' }, { is: 'line' }] }, {}] })
  })

  it('counts how many of a list hold', () => {
    const rule = aRule('all:\n  - at_least: {count: 2, of: [{orders: at least 2}, {country: HR}, {tag: vip}]}\n')
    expect(rule).toMatchObject({ is: 'all', rules: [{ is: 'at least', count: 2, rules: [{}, {}, {}] }] })
  })

  it('says all that is wrong at once, each at its line', () => {
    const problems = problemsOf('all:\n  - last_ordr: today\n  - orders: 3\n  - none: []\n  - orders\n')
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    expect(problems[0]).toMatchObject({ code: 'unknown-fact', hint: 'did you mean "last_order"?' })
    expect(problems[2]).toMatchObject({ code: 'empty-list' })
  })

  it('asks for at least one line, a list and a sensible count', () => {
    expect(problemsOf('{}')).toMatchObject([{ code: 'empty-list' }])
    expect(problemsOf('all: {orders: at least 2}')).toMatchObject([{ code: 'wrong-shape' }])
    expect(problemsOf('orders')).toMatchObject([{ code: 'wrong-shape' }])
    expect(problemsOf('all:\n  - at_least: {count: 4, of: [{tag: vip}]}')).toMatchObject([{ code: 'wrong-count' }])
    expect(problemsOf('all:\n  - at_least: {count: 1}')).toMatchObject([{ code: 'missing-key' }])
  })

  it('names the group that a misspelt one may be', () => {
    const line = { code: 'unknown-key', hint: 'did you mean "any"?' }
    expect(problemsOf('ani:\n  - orders: at least 2')).toMatchObject([line])
    expect(problemsOf('all:\n  - ani: [{orders: at least 2}]')).toMatchObject([line])
    expect(problemsOf('all:\n  - not: [{orders: at least 2}]')).toMatchObject([{ hint: 'did you mean "none"?' }])
  })

  it('shows a fact outside a list where it belongs', () => {
    const node = parseYaml('segments/x.yaml', 'orders: at least 2').value
    const problems = node ? readRule(node, aReading()).problems : []
    expect(problems).toMatchObject([{ code: 'wrong-shape', try: 'all:\n  - orders: at least 2' }])
  })

  it('nests to ten levels and no deeper', () => {
    const nested = (levels: number): string => (levels === 0 ? 'orders: at least 2' : `all: [{${nested(levels - 1)}}]`)
    expect(clausesOf(aRule(nested(10)))).toHaveLength(1)
    expect(problemsOf(nested(11))).toMatchObject([{ code: 'too-deep' }])
  })

  it('has at most a hundred lines', () => {
    const lines = (count: number) => `any:\n${Array.from({ length: count }, (_, i) => `  - tag: t${i}\n`).join('')}`
    expect(clausesOf(aRule(lines(100)))).toHaveLength(100)
    expect(problemsOf(lines(101))).toMatchObject([{ code: 'too-long', line: 102 }])
  })
})
