import { describe, expect, it } from 'vitest'
import { openBeside } from '../../src/web/beside.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('work beside the pages', () => {
  it('is begun once, however many pages ask, and its result is kept', async () => {
    const beside = openBeside()
    let begun = 0
    const ask = (key: string) => beside.work('plan', key, async () => ++begun)
    expect([ask('a').state, ask('a').state]).toEqual(['working', 'working'])
    await settled()
    expect(ask('a')).toEqual({ state: 'done', value: 1 })
  })

  it('is done anew when what it depends on has changed; who came too late is left out', async () => {
    const beside = openBeside()
    const done: string[] = []
    const ask = (key: string) => beside.work('plan', key, async () => void done.push(key))
    ask('a')
    ask('b')
    await settled()
    expect(ask('b').state).toBe('done')
    expect(done).toEqual(['b'])
  })

  it('that fails says so and does not hold up the next', async () => {
    const beside = openBeside()
    const fault = new Error('no plan')
    beside.work('plan', 'a', () => Promise.reject(fault))
    beside.work('other', 'a', async () => 7)
    await settled()
    expect(beside.work('plan', 'a', async () => 1)).toEqual({ state: 'failed', error: fault })
    expect(beside.work('other', 'a', async () => 8)).toEqual({ state: 'done', value: 7 })
  })
})
