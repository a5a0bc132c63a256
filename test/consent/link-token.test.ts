import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Link, linkToken, linkUrl, readLinkToken } from '../../src/consent/index.ts'
import { randomFrom } from '../support/naive/random.ts'
import { patience, sized, tell } from '../support/fault-run.ts'

const secrets = ['the secret of today']
const link: Link = { purpose: 'unsubscribe', customer: 42, campaign: 'win-back', message: 7 }

/** T24: how many forgeries are tried; the full number by an environment variable. */
const FORGERIES = sized(250, 250_000)

describe('a link in an email', () => {
  it('says who, from which campaign and message, and nothing personal', () => {
    const token = linkToken(secrets, link)
    expect(readLinkToken(secrets, 'unsubscribe', token)).toEqual(link)
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22,}$/)
  })

  it('works without a campaign and a message', () => {
    const token = linkToken(secrets, { purpose: 'preferences', customer: 1 })
    expect(readLinkToken(secrets, 'preferences', token)).toEqual({ purpose: 'preferences', customer: 1 })
  })

  it('is the same each time, so that a message rendered twice is equal', () => {
    expect(linkToken(secrets, link)).toBe(linkToken(secrets, link))
  })

  it('is good for its own purpose only', () => {
    expect(readLinkToken(secrets, 'preferences', linkToken(secrets, link))).toBeUndefined()
  })

  it('of an old secret works while that secret is listed, and no longer', () => {
    const old = linkToken(['the secret of last year'], link)
    expect(readLinkToken([...secrets, 'the secret of last year'], 'unsubscribe', old)).toEqual(link)
    expect(readLinkToken(secrets, 'unsubscribe', old)).toBeUndefined()
  })

  it('is one line of an address, short enough for a header', () => {
    const url = linkUrl('https://mail.kava.example', secrets, link)
    expect(url).toMatch(/^https:\/\/mail\.kava\.example\/unsubscribe\/[\w.-]+$/)
    expect(url.length).toBeLessThan(250)
  })

  it('is not made without a secret', () => {
    expect(() => linkToken([], link)).toThrow('secret')
    expect(() => linkToken([''], link)).toThrow('secret')
  })
})

describe('nobody can make or bend a token', () => {
  const token = linkToken(secrets, link)

  it('no bit may be flipped', () => {
    for (let at = 0; at < token.length; at += 1) {
      for (const bit of [1, 2, 4, 8, 16, 32]) {
        const bent = token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ bit) + token.slice(at + 1)
        expect(readLinkToken(secrets, 'unsubscribe', bent)).toBeUndefined()
      }
    }
  })

  it('no piece may be missing or added', () => {
    for (let length = 0; length < token.length; length += 1) {
      expect(readLinkToken(secrets, 'unsubscribe', token.slice(0, length))).toBeUndefined()
    }
    for (const more of ['A', '=', '.', '.A', ' ', '\n']) {
      expect(readLinkToken(secrets, 'unsubscribe', token + more)).toBeUndefined()
    }
  })

  it('no other customer may be put in', () => {
    const [body = '', mac] = token.split('.')
    const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('42', '43')).toString('base64url')
    expect(readLinkToken(secrets, 'unsubscribe', `${other}.${mac}`)).toBeUndefined()
  })

  it('rubbish is no token and no error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1500 }), (text) => {
        expect(readLinkToken(secrets, 'unsubscribe', text)).toBeUndefined()
      }),
      { numRuns: 2000, seed: 1 },
    )
  })

  it(`changed in one bit, cut, of another purpose or another key it is none, ${4 * FORGERIES} times`, {
    timeout: patience,
  }, () => {
    const random = randomFrom(24)
    const purposes = ['preferences', 'browser', 'confirm', 'click', 'open'] as const
    for (let i = 0; i < FORGERIES; i += 1) {
      const good = linkToken(secrets, { purpose: 'unsubscribe', customer: random.whole(1, 9_999_999) })
      expect(readLinkToken(secrets, 'unsubscribe', good)).toBeDefined()
      const at = random.whole(0, good.length - 1)
      const flipped = String.fromCharCode(good.charCodeAt(at) ^ (1 << random.whole(0, 6)))
      const forged = [
        good.slice(0, at) + flipped + good.slice(at + 1),
        good.slice(0, at),
        linkToken(secrets, { purpose: random.pick(purposes), customer: 1 }),
        linkToken([`another secret ${i}`], { purpose: 'unsubscribe', customer: 1 }),
      ]
      for (const token of forged) expect(readLinkToken(secrets, 'unsubscribe', token)).toBeUndefined()
    }
    tell('T24', 'forged tokens of links', 4 * FORGERIES, { lost: 0, duplicated: 0 })
  })
})
