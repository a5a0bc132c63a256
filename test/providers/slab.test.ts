import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Bytes } from '../../src/providers/slab.ts'

it('each text has its own bytes, however many share a piece of memory', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('č'.repeat(90_000)), fc.constant('')))
  fc.assert(
    fc.property(texts, (all) => {
      const bytes = all.map((text) => utf8Bytes([text]))
      expect(bytes.map((one) => Buffer.from(one).toString('hex'))).toEqual(
        all.map((text) => Buffer.from(text).toString('hex')),
      )
    }),
    { numRuns: 200, seed: 7 },
  )
})

it('a text in pieces is written without a gap', () => {
  expect(Buffer.from(utf8Bytes(['Kava ', '→', '', ' čaj'])).toString()).toBe('Kava → čaj')
})

it('a text larger than a piece is no exception', () => {
  const text = '漢'.repeat(5_000_000)
  expect(Buffer.compare(utf8Bytes([text]), Buffer.from(text))).toBe(0)
})
