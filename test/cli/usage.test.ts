import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/cli/catalog.ts'
import { shopFolder } from './run-in-shop.ts'

const shop = shopFolder('2026-11-22T08:00:00Z')
const nowhere = shopFolder('2026-11-22T08:00:00Z', 'empty')
afterAll(() => {
  shop.remove()
  nowhere.remove()
})

describe('a name of the rules that a later version brings', () => {
  it('is told as such, not as a mistake', async () => {
    const { code, talk } = await shop.run('facts', 'loyalty_points')

    expect(code).toBe(2)
    expect(talk).toContain('"loyalty_points" arrives with a later version')
  })
})

describe('the help', () => {
  it('shows at most eight commands first, two examples, and the rest under More', async () => {
    const { code, out, talk } = await shop.run()
    const [first = '', more = ''] = out.split('More\n')

    expect(code).toBe(0)
    expect(talk).toBe('')
    expect(catalog.filter((entry) => entry.group === 'main').length).toBeLessThanOrEqual(8)
    for (const { name, group } of catalog)
      expect(group === 'main' ? first : more).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(first.match(/^ {2}perennial /gm)).toHaveLength(2)
  })

  it('is there for every command, with the options of all commands', async () => {
    for (const { name } of catalog) {
      const { code, out } = await shop.run(name, '--help')
      expect(code).toBe(0)
      expect(out).toContain(`Usage: perennial ${name}`)
      expect(out).toContain('--as-of <instant>')
    }
  })
})

describe('wrong usage ends with 2 and a sentence', () => {
  it.each([
    [['chek'], "unknown command 'chek'\n(Did you mean check?)"],
    [['--colour', 'check'], "unknown option '--colour'"],
    [['check', '--foo'], "unknown option '--foo'"],
    [['members'], "missing required argument 'segment'"],
    [['list', 'people'], "'people' is invalid"],
    [['members', 'lapst'], 'There is no segment "lapst"'],
    [['why', 'nobody@kava.example'], 'No customer has the id or address "nobody@kava.example"'],
    [['plan', '--as-of', 'yesterday'], '"yesterday" is no instant'],
    [['plan', '--select', 'win-bak'], 'did you mean win-back?'],
    [['preview', 'welcom-1', '--as', 'x'], 'did you mean welcome-1?'],
    [['--database', 'mysql:x', 'list', 'campaigns'], '"mysql:x" is no database'],
    [['--database', 'sqlite:perennial.yaml', 'list', 'campaigns'], ''],
  ])('%j', async (args, sentence) => {
    const { code, out, talk } = await shop.run(...args)

    expect(talk).toContain(sentence)
    expect(talk).not.toMatch(/\n\s+at /)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('in a folder without a shop names the way out', async () => {
    for (const args of [['check'], ['plan'], ['-C', 'missing', 'list', 'segments']]) {
      const { code, talk } = await nowhere.run(...args)
      expect(code).toBe(2)
      expect(talk).toContain('There is no perennial.yaml in')
      expect(talk).toContain('perennial init')
    }
  })
})

describe('options of all commands', () => {
  it('stand before or after the command', async () => {
    const before = await nowhere.run('-C', shop.dir, '--json', 'list', 'campaigns')
    const after = await nowhere.run('list', 'campaigns', '--json', '--dir', shop.dir)

    expect(before.code).toBe(0)
    expect(after.out).toBe(before.out)
  })

  it('--quiet leaves the talk out and keeps the result', async () => {
    const loud = await shop.run('list', 'templates')
    const quiet = await shop.run('list', 'templates', '--quiet')

    expect(loud.talk).toContain('Next')
    expect(quiet.talk).toBe('')
    expect(quiet.out).toBe(loud.out)
  })

  it('--database and DATABASE_URL name another database, the flag before the variable', async () => {
    const elsewhere = shopFolder('2026-11-22T08:00:00Z', 'shipped', { DATABASE_URL: 'sqlite:from-env.db' })

    await elsewhere.run('migrate')
    await elsewhere.run('migrate', '--database', 'sqlite:from-flag.db')

    expect(existsSync(join(elsewhere.dir, 'from-env.db'))).toBe(true)
    expect(existsSync(join(elsewhere.dir, 'from-flag.db'))).toBe(true)
    expect(existsSync(join(elsewhere.dir, 'data'))).toBe(false)
    elsewhere.remove()
  })
})

describe('the program itself', () => {
  const bin = resolve(import.meta.dirname, '../../bin/perennial.js')
  const { version } = JSON.parse(readFileSync(resolve(bin, '../../package.json'), 'utf8')) as { version: string }

  it('answers --version without a build', () => {
    const { status, stdout } = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })

    expect(stdout).toBe(`${version}\n`)
    expect(status).toBe(0)
  })
})
