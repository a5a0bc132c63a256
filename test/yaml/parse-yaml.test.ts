import { describe, expect, it } from 'vitest'
import { didYouMean, parseYaml, readFields, type YamlMap } from '../../src/yaml/index.ts'

function problemsOf(text: string): string[] {
  return parseYaml('x.yaml', text).problems.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
}

describe('a YAML file', () => {
  it('becomes nodes with 1-based places', () => {
    const { value, problems } = parseYaml('x.yaml', 'segment: new\nwho:\n  all:\n    - orders: exactly 1\n')
    expect(problems).toEqual([])
    const who = (value as YamlMap).entries[1]
    expect(who).toMatchObject({ key: 'who', keyPlace: { line: 2, column: 1, endColumn: 4 } })
    const list = who?.value.kind === 'map' ? who.value.entries[0]?.value : undefined
    const line = list?.kind === 'list' ? list.items[0] : undefined
    expect(line?.kind === 'map' && line.entries[0]).toMatchObject({
      key: 'orders',
      keyPlace: { file: 'x.yaml', line: 4, column: 7, endLine: 4, endColumn: 13 },
      value: { kind: 'scalar', value: 'exactly 1', place: { line: 4, column: 15, endColumn: 24 } },
    })
  })

  it('keeps a number as it was written', () => {
    const { value } = parseYaml('x.yaml', 'zip: 0123\nyes: yes\n')
    expect((value as YamlMap).entries.map((entry) => entry.value)).toMatchObject([{ text: '0123' }, { value: 'yes' }])
  })

  it('that is broken names the place', () => {
    expect(problemsOf('a: [1, 2\nb: 3\n')[0]).toMatch(/^yaml-syntax [123]:/)
    expect(problemsOf('a: 1\na: 2\n')).toEqual(['double-key 2:1'])
    expect(problemsOf('\ta: 1\n')[0]).toMatch(/^yaml-syntax 1:/)
    expect(problemsOf('')).toEqual(['empty-file 1:1'])
  })

  it('may hold no alias, anchor, tag or prototype key', () => {
    expect(problemsOf('a: &x 1\nb: *x\n')).toEqual(['yaml-syntax 2:4'])
    expect(problemsOf('a: &x 1\n')).toEqual(['yaml-syntax 1:7'])
    expect(problemsOf('a: !!binary aGk=\n')).toHaveLength(1)
    expect(problemsOf('__proto__: {x: 1}\nconstructor: 2\n')).toEqual(['yaml-syntax 1:1', 'yaml-syntax 2:1'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('that uses an alias is told so once, and read as if it were written out', () => {
    const { value, problems } = parseYaml('x.yaml', 'a: &x {b: 1}\nc: *x\nd: *x\ne: {<<: *x}\nf: &f [*f]\n')
    expect(problems.map(({ place }) => place?.line)).toEqual([2, 5])
    const b = { kind: 'map', entries: [{ key: 'b', value: { text: '1' } }] }
    expect((value as YamlMap).entries.slice(1, 4)).toMatchObject([{ value: b }, { value: b }, { value: b }])
  })

  it('that breaks off is told once, not again for each line after', () => {
    expect(problemsOf('who:\n\tall:\n\t\t- orders: at least 1\n')).toEqual(['yaml-syntax 2:1'])
  })

  it('of billions of laughs, endless depth or great size is refused at once', () => {
    const laughs = `a: &a [x, x]\n${'bcdefghij'
      .split('')
      .map((c, i) => `${c}: &${c} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`)
      .join('\n')}\n`
    expect(problemsOf(laughs).length).toBeGreaterThan(0)
    expect(problemsOf('['.repeat(20_000))).toEqual(['too-deep 1:1'])
    expect(problemsOf(`${'- '.repeat(5_000)}x`)).toEqual(['too-deep 1:1'])
    expect(problemsOf(`a: ${'x'.repeat(300_000)}`)).toEqual(['file-too-large 1:1'])
  })
})

describe('the keys of a block', () => {
  it('that nobody knows are named with the nearest, and read as if they were that', () => {
    const { value } = parseYaml('x.yaml', 'campain: x\nsteps: []\n')
    const { entries, problems } = readFields(value as YamlMap, ['campaign', 'steps'], 'a campaign')
    expect([...entries.keys()].sort()).toEqual(['campaign', 'steps'])
    expect(problems).toMatchObject([
      { code: 'unknown-key', hint: 'did you mean "campaign"?', try: 'campaign: x', place: { line: 1 } },
    ])
  })

  it('that are many are told in part: it is another kind of file', () => {
    const { value } = parseYaml('x.yaml', Array.from({ length: 99 }, (_, i) => `k${i}: 1\n`).join(''))
    const { problems } = readFields(value as YamlMap, ['who'], 'a segment')
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)).toMatchObject({
      message: 'Another 79 unknown keys from here on: is this a segment?',
      place: { line: 21 },
    })
  })

  it('stand in the line to paste with what was written after them, a block without', () => {
    const tries = (text: string) => {
      const { value } = parseYaml('x.yaml', text)
      return readFields(value as YamlMap, ['who'], 'a segment').problems.map((problem) => problem.try)
    }
    expect(tries('woh: {all: [{city: "a: b"}, {orders: at least 2}]}\n')).toEqual([
      'who: {all: [{city: "a: b"}, {orders: at least 2}]}',
    ])
    expect(tries('woh:\n  all:\n    - orders: at least 1\n')).toEqual(['who:'])
    expect(tries('woh:\n')).toEqual(['who:'])
  })
})

describe('did you mean', () => {
  it.each([
    ['last_ordr', 'last_order'],
    ['ordres', 'orders'],
    ['TOTAL_SPENT', 'total_spent'],
    ['xyz', undefined],
  ])('%s → %s', (word, wanted) => {
    expect(didYouMean(word, ['orders', 'last_order', 'total_spent'])).toBe(wanted)
  })
})
