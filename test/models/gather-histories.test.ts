import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bgNbdExpectedOrders, fitBgNbd, gatherHistories, groupHistories, shortageOf } from '../../src/models/index.ts'
import { cdnowHistories } from '../support/cdnow-sample.ts'
import { shared } from '../support/real-shops.ts'

const absent = !existsSync(shared)
if (absent) console.warn('skipped: a sample of CDNOW, ../shared is absent')

const distinct = Array.from({ length: 1000 }, (_, i) => ({ x: 1, tx: i, T: 2000 }))

describe('gathering histories', () => {
  it('keeps everybody as cells of equal histories while these are few', () => {
    const gathered = gatherHistories([...distinct, ...distinct], { most: 1000 })
    expect(gathered.of).toBe('everybody')
    expect(gathered.customers).toBe(2000)
    expect(gathered.cells.every(({ customers }) => customers === 2)).toBe(true)
  })

  it('draws a sample where they are many, from early and late customers alike, the same for the same seed', () => {
    const gathered = gatherHistories(distinct, { most: 200, seed: 4 })
    expect(gathered.of).toBe('a sample')
    expect(gathered.customers).toBe(1000)
    const kept = gathered.cells.flatMap(({ tx, customers }) => Array<number>(customers).fill(tx))
    expect(kept.length).toBe(200)
    expect(kept.filter((tx) => tx < 500).length).toBeGreaterThan(70)
    expect(kept.filter((tx) => tx >= 500).length).toBeGreaterThan(70)
    expect(gatherHistories(distinct, { most: 200, seed: 4 }).cells).toEqual(gathered.cells)
    expect(gatherHistories(distinct, { most: 200, seed: 5 }).cells).not.toEqual(gathered.cells)
  })

  it.skipIf(absent)('a sample of 4,000 of CDNOW expects the orders of all 23,570 within 5 %', () => {
    const all = cdnowHistories()
    const [full, sample] = [fitBgNbd(groupHistories(all)), fitBgNbd(gatherHistories(all, { most: 4000 }).cells)]
    if (full.outcome !== 'converged' || sample.outcome !== 'converged') throw new Error('not converged')
    const expected = [full, sample].map(({ parameters }) =>
      all.reduce((sum, one) => sum + bgNbdExpectedOrders(parameters, one, 39), 0),
    )
    expect(sample.customers).toBe(4000)
    expect((expected[1] ?? 0) / (expected[0] ?? 0)).toBeGreaterThan(0.95)
    expect((expected[1] ?? 0) / (expected[0] ?? 0)).toBeLessThan(1.05)
  })
})

describe('too few data', () => {
  const many = [
    { x: 0, tx: 0, T: 40, customers: 300 },
    { x: 2, tx: 10, T: 40, customers: 80 },
  ]

  it('is said with a word and a sentence: customers, repeat customers, weeks', () => {
    expect(shortageOf(many)).toBeUndefined()
    expect(shortageOf(many.map((cell) => ({ ...cell, customers: 40 })))?.shortage).toBe('customers')
    expect(shortageOf([{ x: 0, tx: 0, T: 40, customers: 900 }])?.sentence).toBe(
      'Too few data for predictions: 0 customers ordered again; it takes 50.',
    )
    expect(shortageOf(many.map((cell) => ({ ...cell, tx: cell.tx / 10, T: 25 })))?.shortage).toBe('weeks')
  })
})
