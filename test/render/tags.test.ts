import { expect, test } from 'vitest'
import { placeIn } from '../../src/render/source-file.ts'
import { findTags, replaceTags } from '../../src/render/tags.ts'

test.each([
  ['a {{b}} c', [['{{b}}', 'output', 'b']]],
  [
    '{{#if x}}y{{else}}z{{/if}}',
    [
      ['{{#if x}}', 'open', 'if'],
      ['{{else}}', 'else', 'else'],
      ['{{/if}}', 'close', 'if'],
    ],
  ],
  ['{{t "}}" x=\'{{\'}}', [['{{t "}}" x=\'{{\'}}', 'output', 't']]],
  ['{{!-- }} --}}x', [['{{!-- }} --}}', 'comment', '']]],
  ['{{! note }}', [['{{! note }}', 'comment', '']]],
  ['\\{{literal}}', [['\\{{literal}}', 'literal', '']]],
  ['{{~x~}}', [['{{~x~}}', 'output', 'x']]],
  ['{{{raw}}}', [['{{{raw}}}', 'output', 'raw']]],
  ['{{open\nnext', [['{{open', 'unfinished', '']]],
  ['{{a {{b}}', [['{{a {{b}}', 'unfinished', '']]],
])('%j holds these tags', (text, expected) => {
  expect(findTags(text).map(({ raw, kind, word }) => [raw, kind, kind === 'comment' ? '' : word])).toEqual(expected)
})

test('tags are replaced and everything else stays', () => {
  const text = 'a{{b}}c{{d}}'
  expect(replaceTags(text, findTags(text), ({ word }) => word.toUpperCase())).toBe('aBcD')
})

test('places are counted from 1, in lines and columns', () => {
  const source = { file: 'x', text: 'ab\ncd\n' }
  expect(placeIn(source, 0, 2)).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 3 })
  expect(placeIn(source, 4, 5)).toMatchObject({ line: 2, column: 2, endLine: 2, endColumn: 3 })
})
