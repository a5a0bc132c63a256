import { describe, expect, it } from 'vitest'
import { outlastDatabase } from '../../src/cli/outlast-database.ts'
import { DatabaseProblem } from '../../src/db/index.ts'

const refused = () => Object.assign(new Error('nobody answers'), { code: 'ECONNREFUSED' })

describe('what works for as long as it is let', () => {
  it('is started anew where its database goes away while it begins', async () => {
    const { cli, said } = aCommand()
    const errors = [new DatabaseProblem('PostgreSQL does not open', { cause: refused() })]
    const ended = await outlastDatabase(cli, async () => {
      const error = errors.pop()
      if (error) throw error
      return 0
    })
    expect({ ended, said }).toEqual({ ended: 0, said: ['PostgreSQL does not open. It is tried again.'] })
  })

  it('gives up after a minute, so that whoever keeps services running may look', async () => {
    const { cli, pass } = aCommand()
    const ended = outlastDatabase(cli, async () => {
      pass(61_000)
      throw refused()
    })
    await expect(ended).rejects.toThrow('nobody answers')
  })

  it('stops at once for anything else, and when it is told to', async () => {
    const wrong = new DatabaseProblem('the password is wrong')
    const { cli, stop } = aCommand()
    await expect(outlastDatabase(cli, () => Promise.reject(wrong))).rejects.toBe(wrong)
    stop()
    await expect(outlastDatabase(cli, () => Promise.reject(refused()))).rejects.toThrow('nobody answers')
  })
})

function aCommand() {
  let now = 0
  const said: string[] = []
  const stop = new AbortController()
  const io = { clock: { now: () => now }, interrupt: { signal: stop.signal, drain: () => {} } }
  const talk = { warn: (text: string) => void said.push(text) }
  return { cli: { io, talk }, said, pass: (ms: number) => (now += ms), stop: () => stop.abort() }
}
