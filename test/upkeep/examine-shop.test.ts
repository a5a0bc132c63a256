import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Check, checks, examineShop, type Patient } from '../../src/upkeep/index.ts'
import { anOutside, aPatient, now } from './a-patient.ts'

let patient: Patient & { close(): Promise<void> }
beforeEach(async () => {
  patient = await aPatient({ provider: 'outbox' })
})
afterEach(() => patient.close())

const check = (name: string, look: Check['look'], patience = 5_000): Check => ({ name, doc: name, patience, look })

describe('a look at the shop', () => {
  it('goes through every check, in order, and each has a name and a sentence of its own', async () => {
    let last: readonly number[] = []
    const found = await examineShop(patient.app, now, anOutside(), (done, all) => {
      last = [done, all]
    })

    expect([...new Set(found.map((one) => one.check))]).toEqual(checks.map(({ name }) => name))
    expect(last).toEqual([checks.length, checks.length])
    expect(new Set(checks.map(({ doc }) => doc)).size).toBe(checks.length)
    expect(found.filter(({ condition }) => condition === 'broken')).toEqual([])
  })

  it('waits for no check longer than its patience, and for none because of another', async () => {
    let stopped = false
    const never = check(
      'never',
      (_, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            stopped = true
          })
        }),
      30,
    )
    const fine = check('fine', async () => ({ condition: 'ok', says: 'well' }))

    const found = await examineShop(patient.app, now, anOutside(), undefined, [never, fine])

    expect(found).toMatchObject([
      { check: 'never', condition: 'warning', says: 'No answer within 1 s' },
      { says: 'well' },
    ])
    expect(stopped).toBe(true)
  })

  it('takes a check that fails for a finding, without the secrets it may quote', async () => {
    const fails = check('fails', () => Promise.reject(new Error('no route to smtp://kava:geheim@mail.kava.example')))
    const [found] = await examineShop(patient.app, now, anOutside(), undefined, [fails])
    expect(found).toMatchObject({ condition: 'warning', says: expect.stringContaining('could not be looked at') })
    expect(found?.says).not.toContain('geheim')
  })
})
