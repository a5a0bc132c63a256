import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checks, examineShop } from '../../src/upkeep/index.ts'
import { dkimOf, type FakeOptions, fakeResendHere } from '../support/fake-resend/index.ts'
import { anOutside, aPatient, now } from './a-patient.ts'

let fake: Awaited<ReturnType<typeof fakeResendHere>>
beforeEach(async () => {
  fake = await fakeResendHere()
})
afterEach(() => fake.close())

const records = {
  'send.kava.example': ['v=spf1 include:amazonses.com ~all'],
  'resend._domainkey.kava.example': [dkimOf('kava.example')],
}

/** What doctor says of the mail service and its records, over the real SDK: one line a finding. */
async function doctor(options: Partial<FakeOptions>, dns: Record<string, readonly string[]> = records) {
  await fake.tell({ options })
  const patient = await aPatient({ env: { RESEND_API_KEY: fake.key, RESEND_BASE_URL: fake.url } })
  const wanted = checks.filter(({ name }) => ['service', 'spf', 'dkim'].includes(name))
  const found = await examineShop(patient.app, now, anOutside({ dns }), undefined, wanted)
  await patient.close()
  return found.map(({ check, condition, says }) => `${check} ${condition}: ${says}`)
}

describe('the account at Resend, as doctor finds it', () => {
  it('is well with a key, a verified domain, no tracking, and the records in the DNS', async () => {
    expect(await doctor({ domains: ['kava.example', 'mlin.example'] })).toEqual([
      'service ok: Resend knows the key',
      'service ok: kava.example is verified at Resend',
      'service ok: Resend changes no link and adds no picture',
      expect.stringMatching(/^spf ok: /),
      expect.stringMatching(/^dkim ok: /),
    ])
  })

  it('covers the subdomains of its domain, and no neighbour', async () => {
    expect((await doctor({ domains: ['example'] }))[1]).toBe('service ok: example is verified at Resend')
    expect((await doctor({ domains: ['java.example'] }))[1]).toMatch(/^service broken: kava\.example is no domain/)
  })

  it('is broken where the domain is not verified, may not send, or lacks its records', async () => {
    const domain = { name: 'kava.example' }
    expect((await doctor({ domains: [{ ...domain, status: 'pending' }] }))[1]).toMatch(/^service broken: .* is pending/)
    expect((await doctor({ domains: [{ ...domain, sending: 'disabled' }] }))[1]).toMatch(/^service broken: Sending is/)
    const missing = await doctor({ domains: [domain] }, { 'send.kava.example': records['send.kava.example'] })
    expect(missing.find((line) => line.startsWith('dkim'))).toMatch(/^dkim broken: .*has no TXT record/)
  })

  it('warns where Resend itself rewrites the links', async () => {
    const tracked = await doctor({ domains: [{ name: 'kava.example', clickTracking: true }] })
    expect(tracked[2]).toMatch(/^service warning: Resend tracks clicks of kava\.example/)
  })

  it('says what a key may not do, and that a wrong one is refused', async () => {
    expect((await doctor({ keys: { [fake.key]: 'sending' } }))[0]).toMatch(/^service ok: The key may only send/)
    expect((await doctor({ keys: { re_other: 'full' } }))[0]).toMatch(/^service broken: Resend refuses the key/)
  })
})
