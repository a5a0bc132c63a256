import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

const edit = (file: string, from: string, to: string) => {
  const path = join(shop.dir, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

describe('perennial show', () => {
  it('says a campaign in English: how it starts, what it sends when, and when it ends', async () => {
    edit('campaigns/win-back.yaml', '  - wait: 14 days', '  - wait: 36 hours\n  - wait_until: Tuesday 10:00')
    edit('campaigns/win-back.yaml', 'stop_when:', 'who: {none: [{in_segment: high-value}]}\nstop_when:')

    const { out } = await shop.run('show', 'win-back')

    expect(out).toContain('Come back: starts when entering lapsed.\nOnly for customers who fit: not in high-value.\n')
    expect(out).toContain('7 days later come-back-coupon (with the coupon COMEBACK15: 15 percent off for 14 days)')
    expect(out).toContain(
      '36 hours later on the next Tuesday at 10:00 last-goodbye (only if: never clicked in an email).',
    )
    expect(out).toContain('Ends as soon as, since the start: bought anything.')
    expect(out).toContain('10 percent get nothing and are measured.')
    expect(out).toMatch(/uses +lapsed, high-value, templates\/we-miss-you\.mjml/)
  })

  it('says a segment with its guard, what it uses and what uses it', async () => {
    edit('segments/lapsed.yaml', 'who:\n  all:', 'who:\n  none:\n    - in_segment: high-value\n  all:')

    expect((await shop.run('show', 'lapsed', '--json')).json()).toMatchObject({
      name: 'lapsed',
      kind: 'segment',
      file: 'segments/lapsed.yaml',
      words: expect.stringContaining('Campaigns that use it stop when'),
      uses: ['high-value'],
      usedBy: ['anniversary', 'win-back'],
    })
  })

  it('says a template: its subject, what it shows, its partials and the campaigns that send it', async () => {
    expect((await shop.run('show', 'how-to', '--json')).json()).toMatchObject({
      kind: 'template',
      words: expect.stringMatching(/Its subject in en: Three numbers .*It shows customer\.first_name, items, /),
      uses: expect.arrayContaining(['templates/partials/footer.mjml']),
      usedBy: ['post-purchase'],
    })
  })

  it('a name of several things shows each of them', async () => {
    const shown = (await shop.run('show', 'birthday', '--json')).json()

    expect(shown).toMatchObject({ kind: 'campaign', also: [{ kind: 'template', usedBy: ['birthday'] }] })
    expect((await shop.run('show', 'birthday')).out).toMatch(
      /campaigns\/birthday\.yaml[\s\S]*templates\/birthday\.mjml/,
    )
  })

  it('an unknown name is a wrong usage, one of a broken file a problem of the file', async () => {
    const unknown = await shop.run('show', 'how-too')
    expect([unknown.code, unknown.talk]).toEqual([2, expect.stringContaining('perennial show how-to')])

    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')
    expect((await shop.run('show', 'lapsed')).code).toBe(1)
  })
})
