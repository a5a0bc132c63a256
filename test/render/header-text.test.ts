import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeHeaderText } from '../../src/render/index.ts'

test.each([
  ['Hello\r\nBcc: all@example.com', 'Hello Bcc: all@example.com'],
  ['a\u0000b\u0085c\u2028d', 'a b c d'],
  ['\u202eevil\u202c \u2066x\u2069', 'evil x'],
  ['  two   blanks ', 'two blanks'],
  ['half \ud83d pair', 'half \ufffd pair'],
  ['☕ coffee', '☕ coffee'],
])('%j is written %j', (text, line) => {
  expect(safeHeaderText(text)).toBe(line)
})

test('a long subject is cut between characters', () => {
  const line = safeHeaderText('☕️🫘'.repeat(200))
  expect(line.length).toBeLessThanOrEqual(255)
  expect(line.endsWith('…')).toBe(true)
  expect(/\p{Cs}/u.test(line)).toBe(false)
})

test('whatever comes in, one safe line comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const line = safeHeaderText(text)
      expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(line.length).toBeLessThanOrEqual(255)
      expect(safeHeaderText(line)).toBe(line)
    }),
  )
})
