import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { touchpoints } from '../../src/audit/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T09:30:00Z')
})
afterEach(() => shop.remove())

interface Moment {
  readonly moment: string
  readonly campaigns: readonly string[]
}
const moments = async () => (await shop.run('audit', '--json')).json<readonly Moment[]>()

describe('perennial audit', () => {
  it('names the campaigns of each moment, and of the missing ones why they matter and how to begin', async () => {
    const { code, out } = await shop.run('audit')
    expect(code).toBe(0)
    expect(out).toMatch(/^win-back +Win back +win-back$/m)
    expect(out).toMatch(/^referral +Tell a friend +– missing$/m)
    expect(out).toContain('6 of 13 moments have a campaign.')
    expect(out).toContain('perennial audit --write referral')
    expect(await moments()).toContainEqual(expect.objectContaining({ moment: 'birthday', campaigns: ['birthday'] }))
  })

  it('needs a shop file that can be read', async () => {
    writeFileSync(join(shop.dir, 'perennial.yaml'), 'shop: [')
    const { code, talk } = await shop.run('audit')
    expect(code).toBe(1)
    expect(talk).toContain('The shop file cannot be used as it is')
    expect((await shop.run('audit', '--write', 'referral')).code).toBe(1)
    expect(existsSync(join(shop.dir, 'campaigns/referral.yaml'))).toBe(false)
  })
})

describe('perennial audit --write', () => {
  it('begins every moment with files that are canonical, pass check and test, and fill the gap', async () => {
    for (const folder of ['campaigns', 'segments']) rmSync(join(shop.dir, folder), { recursive: true })
    const settings = join(shop.dir, 'perennial.yaml')
    const without = readFileSync(settings, 'utf8').replace(/^stages:.*\n/m, '')
    writeFileSync(settings, without)
    await shop.run('fmt')
    for (const { name } of touchpoints) {
      const { code, talk } = await shop.run('audit', '--write', name)
      expect({ name, code, talk }).toMatchObject({ code: 0 })
    }
    const check = await shop.run('check')
    expect(`${check.out}${check.talk}`).toContain(': no errors.\nNext')
    expect(check.code).toBe(0)
    expect((await shop.run('fmt', '--check')).code).toBe(0)
    const test = await shop.run('test')
    expect({ code: test.code, out: test.out }).toMatchObject({ code: 0 })
    for (const { moment, campaigns } of await moments()) expect(campaigns).toContain(moment)
  })

  it('writes nothing over: a campaign refuses, an email and a segment of that name stay and are used', async () => {
    const refused = await shop.run('audit', '--write', 'birthday')
    expect(refused.code).toBe(2)
    expect(refused.talk).toContain('campaigns/birthday.yaml is there already')
    rmSync(join(shop.dir, 'campaigns/birthday.yaml'))
    const email = readFileSync(join(shop.dir, 'templates/birthday.mjml'), 'utf8')
    const { code, out, talk } = await shop.run('audit', '--write', 'birthday')
    expect({ code, out }).toEqual({ code: 0, out: 'campaigns/birthday.yaml\n' })
    expect(talk).toContain('templates/birthday.mjml was there already and stays as it is.')
    expect(readFileSync(join(shop.dir, 'templates/birthday.mjml'), 'utf8')).toBe(email)
  })

  it('knows no other moments, and helps with a slip', async () => {
    expect((await shop.run('audit', '--write', 'birthdya')).talk).toContain('did you mean "birthday"?')
    expect((await shop.run('audit', '--write', 'easter')).talk).toContain('known: welcome')
  })
})
