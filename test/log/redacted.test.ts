import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkToken } from '../../src/consent/index.ts'
import { redacted } from '../../src/log/index.ts'

describe('a text in a log', () => {
  it.each([
    ['invalid key re_123abcDEF456', 'invalid key [secret]'],
    ['secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=', 'secret [secret]'],
    ['Authorization: Bearer abc.def.ghi', 'Authorization: [secret]'],
    ['{"authorization":"Basic dXNlcjpwYXNz"}', '{"authorization":"[secret]"}'],
    ['smtps://kava:geheim%21@mail.kava.example:465', 'smtps://[secret]@mail.kava.example:465'],
    ['The address ana.novak+x@kava.example was refused', 'The address [address] was refused'],
    ['<šime@pošta.example>', '<[address]>'],
    ['/u?to=ana%40kava.example&x=1', '/u?to=[address]&x=1'],
    ['550 5.1.1 <ana@kava.example>: user unknown', '550 5.1.1 <[address]>: user unknown'],
  ])('%s → %s', (text, clean) => {
    expect(redacted(text)).toBe(clean)
  })

  it('keeps what helps to find the fault', () => {
    const text = 'Message 8f3a11c2-42 of win-back failed: SQLITE_BUSY after 5000 ms (https://kava.example/shop)'
    expect(redacted(text)).toBe(text)
  })

  it('holds no link of an email that would let its reader in', () => {
    const token = linkToken(['a secret of these tests'], { purpose: 'preferences', customer: 7 })
    expect(redacted(`GET https://kava.example/p/${token} 404`)).toBe('GET https://kava.example/p/[token] 404')
  })

  it('never holds an address, whatever stands around it', () => {
    const around = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(around, fc.emailAddress(), around, (before, address, after) => {
        expect(redacted(`${before} ${address} ${after}`)).not.toContain(address)
      }),
    )
  })
})
