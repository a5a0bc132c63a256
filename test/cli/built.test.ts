import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSources } from '../support/source-files.ts'
import { shopFolder } from './run-in-shop.ts'

// The built program compiles templates on a thread of its own, which the source cannot: both must find the same.
const root = resolve(import.meta.dirname, '../..')
const main = resolve(root, 'dist/src/cli/main.js')
const built = existsSync(resolve(main, '../../app/template-worker.js'))
if (!built) console.warn('skipped: the built program is missing, npm run build')

describe.skipIf(!built)('the built program', () => {
  const shop = shopFolder('2026-11-22T08:00:00Z')
  afterAll(() => shop.remove())
  const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { cwd: shop.dir, encoding: 'utf8' })

  it('finds what ships in order', () => {
    const { status, stdout, stderr } = run('check', '--json')

    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({ problems: [] })
    expect(status).toBe(0)
  })

  it('has each thread that it starts where it looks for it', () => {
    const named = readSources('src').files.flatMap(({ code }) =>
      [...code.matchAll(/new URL\('\.\.\/([\w/-]+worker)\.js', import\.meta\.url\)/g)].map(
        ([, name = '']) => `src/${name}`,
      ),
    )
    expect(named.length).toBeGreaterThan(3)
    for (const name of named) {
      expect(existsSync(resolve(root, `${name}.ts`)), name).toBe(true)
      expect(existsSync(resolve(root, 'dist', `${name}.js`)), name).toBe(true)
    }
  })

  it('finds in templates, subjects and texts what the source finds', async () => {
    appendFileSync(join(shop.dir, 'templates/birthday.mjml'), '{{#if}}')
    appendFileSync(join(shop.dir, 'templates/locales/hr.yaml'), '\nbroken: "{count, plural}"\n')

    const { status, stdout } = run('check', '--json')

    const here = await shop.run('check', '--json')
    expect(JSON.parse(stdout)).toEqual(here.json())
    expect(here.json<{ problems: unknown[] }>().problems.length).toBeGreaterThan(1)
    expect(status).toBe(1)
  })

  it('ends quietly when its reader goes away', () => {
    const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" facts --json | head -1`], {
      cwd: shop.dir,
      encoding: 'utf8',
    })

    expect(stderr).toBe('')
  })
})
