import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let place: ShopFolder
beforeEach(() => {
  place = shopFolder('2026-11-22T08:00:00Z', 'empty')
})
afterEach(() => place.remove())

describe('perennial init', () => {
  it('makes a shop in a new folder that passes its own check', async () => {
    const { code, out, talk } = await place.run('init', 'kava')

    expect(code).toBe(0)
    expect(out).toBe('Made a shop in kava: 4 segments, 5 campaigns, 5 languages.\n')
    expect(talk).toContain('cd kava && perennial import customers')
    expect(readdirSync(join(place.dir, 'kava')).sort()).toEqual([
      '.gitignore',
      'campaigns',
      'perennial.yaml',
      'schema',
      'segments',
      'templates',
    ])
    expect((await place.run('-C', 'kava', 'check')).code).toBe(0)
  })

  it('keeps customers and secrets out of git', async () => {
    await place.run('init')

    expect(readFileSync(join(place.dir, '.gitignore'), 'utf8')).toMatch(/^data\/\noutbox\/\n\.env$/m)
  })

  it('never writes over a shop', async () => {
    await place.run('init')
    writeFileSync(join(place.dir, 'perennial.yaml'), 'mine')

    const { code, talk } = await place.run('init', '--yes')

    expect(code).toBe(2)
    expect(talk).toContain('There is a shop already')
    expect(readFileSync(join(place.dir, 'perennial.yaml'), 'utf8')).toBe('mine')
  })

  it('goes into a folder with other files only when asked to', async () => {
    writeFileSync(join(place.dir, 'notes.txt'), 'mine')

    const asked = await place.run('init')
    const told = await place.run('init', '--yes')

    expect(asked.code).toBe(2)
    expect(asked.talk).toContain('add --yes')
    expect(told.code).toBe(0)
    expect(existsSync(join(place.dir, 'notes.txt'))).toBe(true)
  })

  it('--demo fills the shop with 500 invented customers', async () => {
    const { code, out, talk } = await place.run('init', 'kava', '--demo')

    expect(code).toBe(0)
    expect(out).toMatch(/^Made a coffee shop in kava: 500 invented customers, 1,\d{3} orders, 24 months, 4 segments/)
    expect(out).toContain('Nothing leaves this computer: emails go to kava/outbox.')
    expect(talk).toContain('cd kava && perennial plan')
  })
})
