import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { anyText, commentsOf, layOut, type MapShape, type Shape, wordList } from '../../src/yaml/index.ts'

const line: MapShape = {
  is: 'map',
  keys: [
    { key: 'first', doc: '', shape: anyText() },
    { key: 'second', doc: '', shape: anyText() },
  ],
  layout: 'line',
  order: 'of keys',
}
const shape: MapShape = {
  is: 'map',
  keys: [
    { key: 'name', doc: '', shape: anyText() },
    { key: 'line', doc: '', shape: line },
    { key: 'block', doc: '', shape: { ...line, layout: 'block' } },
    { key: 'list', doc: '', shape: { is: 'list', of: line, layout: 'block' } },
    { key: 'tags', doc: '', shape: wordList(anyText()) },
  ],
  layout: 'block',
  order: 'of keys',
}

function laidOut(text: string, as: Shape = shape): string {
  const { value, problems } = layOut('x.yaml', text, as)
  if (value === undefined) throw new Error(JSON.stringify(problems))
  return value
}

describe('the layout of a file', () => {
  it('follows its shape: order of keys, blocks and braces', () => {
    const text =
      'tags: a\nblock: {second: 2, first: 1}\nline:\n  second: 2\n  first: 1\nname: "x"\nlist: [{second: 2}]\n'

    expect(laidOut(text)).toBe(
      'name: x\nline: {first: 1, second: 2}\nblock:\n  first: 1\n  second: 2\nlist:\n  - {second: 2}\ntags: [a]\n',
    )
  })

  it('leaves what its shape does not know as it stands, behind the rest', () => {
    expect(laidOut('own: {b: 1, a: 2}\nother:\n  b: [1]\nname: x\n')).toBe(
      'name: x\nown: {b: 1, a: 2}\nother:\n  b: [1]\n',
    )
  })

  it('quotes only what YAML would read otherwise', () => {
    const texts = [
      `it's`,
      'a: b',
      '#x',
      'a #b',
      '- x',
      '-x',
      '12',
      '1e3',
      'true',
      'no',
      '~',
      ' x',
      'x ',
      '',
      '*a',
      '{{x}}',
    ]
    const written = texts.map((text) => laidOut(`name: ${JSON.stringify(text)}`).slice('name: '.length, -1))

    expect(written).toEqual([
      ...[`it's`, '"a: b"', '"#x"', '"a #b"', '"- x"', '-x', '"12"', '"1e3"', '"true"', 'no', '"~"', '" x"', '"x "'],
      ...['""', '"*a"', '"{{x}}"'],
    ])
  })

  it('takes single quotes where double ones stand inside', () => {
    expect(laidOut('name: "{{t \\"a\\"}}"')).toBe(`name: '{{t "a"}}'\n`)
  })

  it('keeps a number as it is written', () => expect(laidOut('name: 0123')).toBe('name: 0123\n'))

  it('keeps lines of a text below each other', () => {
    expect(laidOut('name: "a\\n  b\\n\\nc\\n"')).toBe('name: |\n  a\n    b\n\n  c\n')
    expect(laidOut('name: "a\\nb"')).toBe('name: |-\n  a\n  b\n')
  })

  it('has Unix line ends and one at the end', () => {
    expect(laidOut('name: x # y\r\n\r\n\r\ntags: [a]')).toBe('name: x # y\n\ntags: [a]\n')
  })

  it('keeps one blank line where there were some, none at the beginning of a block', () => {
    expect(laidOut('\n\nname: x\n\n\n\nblock:\n\n  first: 1\n\n  second: 2\n')).toBe(
      'name: x\n\nblock:\n  first: 1\n\n  second: 2\n',
    )
  })

  it('tells what is wrong with a file that is no YAML', () => {
    expect(layOut('x.yaml', 'a: [', shape)).toMatchObject({ problems: [{ code: 'yaml-syntax' }] })
  })
})

describe('comments', () => {
  it('on top of the file stay there when another key comes first', () => {
    expect(laidOut('# yaml-language-server: $schema=x\n# of tags\ntags: [a]\nname: x\n')).toBe(
      '# yaml-language-server: $schema=x\nname: x\n# of tags\ntags: [a]\n',
    )
    expect(laidOut('# all of it\n\n# of tags\ntags: [a]\nname: x\n')).toBe(
      '# all of it\n\nname: x\n# of tags\ntags: [a]\n',
    )
  })

  it('inside braces put each part on its own line', () => {
    expect(laidOut('line: {second: 2, # two\n  first: 1} # both\n')).toBe(
      'line: # both\n  first: 1\n  second: 2 # two\n',
    )
  })

  it('at the end of a block stay with it', () => {
    const text = 'list:\n  - {first: 1}\n  # no more\n# of tags\ntags: [a]\n# the end\n'
    expect(laidOut(text)).toBe(text)
  })

  it('behind a dash go above it', () => {
    expect(laidOut('list:\n  - # odd\n    first: 1\n')).toBe('list:\n  # odd\n  - {first: 1}\n')
  })

  it('within a text are text', () => {
    const text = 'name: |\n  # not a comment\n  x\ntags: ["#a"]\n'
    expect(laidOut(text)).toBe(text)
    expect(commentsOf(text)).toEqual([])
  })
})

describe('any text', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...`ab0:#-?,[]{}&*!|>'"%@\`~ \n\t.`) }),
    fc.lorem({ maxCount: 40 }),
  )

  it('is read back as it was, wherever it stands', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const value = { name: a, line: { first: b }, list: [{ first: a, second: b }], tags: [a, b] }
        const written = laidOut(JSON.stringify(value))
        expect(parse(written)).toEqual(value)
        expect(laidOut(written)).toBe(written)
      }),
      { numRuns: 500 },
    )
  })

  it('may be a key', () => {
    fc.assert(
      fc.property(scalar, (key) => {
        fc.pre(key.length < 200 && !['__proto__', 'constructor', 'prototype'].includes(key))
        const written = laidOut(JSON.stringify({ [key]: { [key]: 1 } }))
        expect(parse(written)).toEqual({ [key]: { [key]: 1 } })
      }),
      { numRuns: 500 },
    )
  })
})
