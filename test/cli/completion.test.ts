import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const root = resolve(import.meta.dirname, '../..')
let shop: ShopFolder
beforeAll(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterAll(() => shop.remove())

/** What may come next on a line; its last word is the one being typed. */
async function next(...words: string[]): Promise<string[]> {
  const { code, out } = await shop.run('completion', 'bash', '--', ...words)
  expect(code).toBe(0)
  return out.split('\n').filter((line) => line !== '')
}

describe('what may come next', () => {
  it('is a command first, and its options after a dash', async () => {
    expect(await next('me')).toEqual(['members'])
    expect(await next('')).toEqual(expect.arrayContaining(['check', 'completion', 'plan', 'why']))
    expect(await next('plan', '--s')).toEqual(['--select'])
    expect(await next('plan', '--')).toEqual(expect.arrayContaining(['--json', '--as-of', '--out', '--help']))
  })

  it('is a segment, a campaign or a template where one is meant', async () => {
    expect(await next('members', '')).toEqual(['at-risk', 'high-value', 'lapsed', 'new'])
    expect(await next('sql', 'la')).toEqual(['lapsed'])
    expect(await next('show', 'bi')).toEqual(['birthday'])
    expect(await next('preview', 'wel')).toEqual(['welcome-1', 'welcome-2', 'welcome-3'])
    expect(await next('test', 'lapsed', 'win')).toEqual(['win-back'])
    expect(await next('plan', '--select', 'w')).toEqual(['welcome', 'win-back'])
  })

  it('is a choice where there is one, a fact, or the code of a problem', async () => {
    expect(await next('list', '')).toEqual(['campaigns', 'segments', 'templates'])
    expect(await next('sql', 'new', '--dialect', '')).toEqual(['postgres', 'sqlite'])
    expect(await next('facts', 'brews')).toEqual(['brews_with'])
    expect(await next('explain', 'missing-cur')).toEqual(['missing-currency'])
  })

  it('never lists customers: the second word of why is a campaign', async () => {
    expect(await next('why', '')).toEqual([])
    expect(await next('why', 'maja@kava.example', 'wi')).toEqual(['win-back'])
  })

  it('looks into the folder of -C, wherever it stands, and is silent where there is no shop', async () => {
    expect(await next('-C', 'templates', 'members', '')).toEqual([])
    expect(await next('--json', 'members', '-C', '.', 'la')).toEqual(['lapsed'])
    expect(await next('nothing', '')).toEqual([])
    expect(await next('members', 'new', '')).toEqual([])
  })
})

const shells = {
  bash: (line: string) => `
    eval "$(perennial completion bash)"
    complete -p perennial
    COMP_WORDS=(${line}) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _perennial
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (line: string) => `
    compdef() { : }
    compadd() { print -l "\${(@P)2}" }
    eval "$(perennial completion zsh)"
    words=(${line}) CURRENT=\${#words}
    _perennial`,
  fish: (line: string) => `
    perennial completion fish | source
    complete -C "${line}"`,
}

describe.each(Object.entries(shells))('a real %s', (shell, script) => {
  const missing = spawnSync(shell, ['--version']).error !== undefined
  const built = existsSync(join(root, 'dist/src/cli/main.js'))
  if (missing) console.warn(`${shell} is not installed: its completion is not tried`)
  if (!built) console.warn('the program is not built: no shell is tried')

  it.skipIf(missing || !built)('completes names by asking the program', () => {
    const bin = join(shop.dir, 'bin')
    mkdirSync(bin, { recursive: true })
    writeFileSync(join(bin, 'perennial'), `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/perennial.js" "$@"\n`)
    chmodSync(join(bin, 'perennial'), 0o755)
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, HOME: shop.dir }
    const said = (line: string) => {
      const { stdout, stderr } = spawnSync(shell, ['-c', script(line)], { cwd: shop.dir, env, encoding: 'utf8' })
      return `${stdout}${stderr}`.split('\n').filter((one) => one !== '' && !one.startsWith('complete '))
    }

    expect(said('perennial members la')).toEqual(['lapsed'])
    expect(said('perennial preview wel')).toEqual(['welcome-1', 'welcome-2', 'welcome-3'])
    expect(said('perennial mem')).toEqual(['members'])
  })
})
