import { afterEach, describe, expect, it } from 'vitest'
import { numbersFrom } from '../support/numbers-from.ts'
import { whichDatabase } from '../support/which-database.ts'
import { full, judge, openScene, patience, type Scene, seed, sized, tell } from './harness.ts'

let scene: Scene
afterEach(() => scene.close())

describe.each([
  ['T01', 'one email a request', 1, sized(120, 10_000), sized(3, 1000), undefined],
  [
    'T02',
    'a hundred a request, one in a hundred invalid',
    100,
    sized(2400, 50_000),
    sized(4, 1000),
    'one in a hundred',
  ],
] as const)('%s: killed while sending, %s', (id, what, most, messages, wanted, invalid) => {
  it(`${wanted} kills lose nothing and send nothing twice`, { timeout: patience }, async () => {
    scene = await openScene(messages, { options: { latency: [0, most === 1 ? 12 : 40] } })
    const random = numbersFrom(seed)
    const options = { most, ...(invalid ? { invalid } : {}) }
    let kills = 0
    for (let i = 0; i < wanted; i += 1) {
      const sender = scene.sender(options)
      await sender.ready()
      await new Promise((later) => setTimeout(later, 15 + random() * 90))
      sender.child.kill('SIGKILL')
      if ((await sender.end()) === 'SIGKILL') kills += 1
    }
    await scene.finish(options)
    const verdict = await judge(scene)
    tell(id, `SIGKILL while sending, ${what}`, kills, verdict)
    const refused = invalid ? Math.floor(messages / 100) : 0
    const expected = { lost: 0, duplicated: 0, submitted: messages - refused, failed: refused, uncertain: 0 }
    expect({ seed, ...verdict }).toEqual({ seed, ...expected })
  })
})

describe('T03: killed at a named point', () => {
  const points = ['claimed', 'rendered', 'frozen', 'posting', 'sent', 'recorded', 'retaken']

  // A sample of the large ones on SQLite is enough.
  const sizes = whichDatabase() === 'postgres' && !full ? [1] : [1, 20]

  it.each(sizes)('of a request of %i', { timeout: patience }, async (most) => {
    const rounds = sized(1, 100)
    const kills = points.length * rounds
    const messages = most * (5 * kills + 20)
    scene = await openScene(messages)
    let died = 0
    for (let round = 0; round < rounds; round += 1) {
      for (const step of points) {
        // What is to be taken up again must be there: a death before an answer leaves it.
        const count = step === 'retaken' ? 1 : 1 + (round % 2)
        const sender = scene.sender({ most, dieAt: { step, count } })
        if ((await sender.end()) === 'SIGKILL') died += 1
      }
    }
    await scene.finish({ most })
    const verdict = await judge(scene)
    tell('T03', `killed at ${points.length} named points, ${most} a request`, died, verdict)
    expect({ seed, ...verdict }).toEqual({ seed, lost: 0, duplicated: 0, submitted: messages, failed: 0, uncertain: 0 })
    expect(died).toBeGreaterThan(0.8 * kills)
  })
})
