import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentHash, hashAfter, hashedSoFar } from '../../src/ingest/rows/content-hash.ts'

it('a hash is what it was in databases that hold it', () => {
  expect([contentHash(''), contentHash('S1\u001f2\u001f290'), contentHash('S1', 1)]).toMatchInlineSnapshot(`
    [
      "0wvjl67o803",
      "2d8pxqxucsn",
      "06z189hdv81",
    ]
  `)
})

it('a hash goes on from the beginning that texts share', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(3), (beginning, rest, seed) => {
      expect(hashAfter(hashedSoFar(beginning, seed), rest)).toBe(contentHash(beginning + rest, seed))
    }),
  )
})
