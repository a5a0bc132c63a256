import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkShop, readShopFiles } from '../../src/app/index.ts'
import { type Explanation, explanations, problemsPage } from '../../src/explain/index.ts'
import type { Problem } from '../../src/problem.ts'

const NOW = Date.UTC(2026, 10, 22, 8)
const smallShop = join(import.meta.dirname, '../check/shop')
const dirs: string[] = []
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true })
})

/** Snippets that can stand beside each other in one shop, and those that need one of their own. */
const together = explanations.filter(({ snippet }) => !/^(?:words|files|shop)/.test(snippet))
const alone = explanations.filter(({ snippet }) => /^(?:files|shop)/.test(snippet))

let problems: readonly Problem[] = []
beforeAll(async () => {
  problems = await problemsOf(together.flatMap((one) => [...filesOf(one, 'wrong'), ...filesOf(one, 'right')]))
}, 60_000)

describe('what is wrong in an explanation is told by its code, what is right by none', () => {
  it.each(together.map((one) => [one.code, one] as const))('%s', (code, one) => {
    const of = (side: Side) => {
      const files = filesOf(one, side).map(({ path }) => path)
      return problems.filter((problem) => files.includes(problem.place?.file ?? '') && problem.code !== 'same-audience')
    }
    expect(of('wrong').map((problem) => problem.code)).toContain(code)
    expect(of('right')).toEqual([])
  })

  it.each(alone.map((one) => [one.code, one] as const))('%s', async (code, one) => {
    expect((await problemsOf(filesOf(one, 'wrong'))).map((problem) => problem.code)).toContain(code)
    expect(await problemsOf(filesOf(one, 'right'))).toEqual([])
  })
})

describe('the explanations', () => {
  it('are one a code', () => {
    const codes = explanations.map(({ code }) => code)
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([])
  })

  it('are what docs/problems.md says', async () => {
    await expect(problemsPage()).toMatchFileSnapshot('../../docs/problems.md')
  })
})

type Side = 'wrong' | 'right'

interface ShopFile {
  readonly path: string
  readonly text: string
}

/** A snippet as files of a shop. */
function filesOf(one: Explanation, side: Side): ShopFile[] {
  const name = `${side}-${one.code}`
  const text = one[side]
  const segment = { path: `segments/${name}.yaml`, text: text.replace('segment: example', `segment: ${name}`) }
  const campaign = (template: string, keys: string, without = '') => {
    const starts = `{on_date: birthday, days_before: ${explanations.indexOf(one) * 2 + (side === 'right' ? 1 : 0)}}`
    const base = [`campaign: ${name}`, `starts: ${starts}`, `steps:\n  - send: ${template}`]
    return { path: `campaigns/${name}.yaml`, text: overlaid(base, keys, without) }
  }
  switch (one.snippet) {
    case 'line': {
      const lines = text.split('\n').map((line) => `    - ${line}\n`)
      return [{ path: segment.path, text: `segment: ${name}\nwho:\n  all:\n${lines.join('')}` }]
    }
    case 'segment':
      return [segment]
    case 'campaign':
      return [campaign('hello', text)]
    case 'campaign-without starts':
    case 'campaign-without steps':
      return [campaign('hello', text, side === 'wrong' ? one.snippet.slice('campaign-without '.length) : '')]
    case 'shop':
    case 'shop-without from':
      return [{ path: 'perennial.yaml', text: shopWith(text, one.snippet.slice('shop-without '.length)) }]
    case 'template':
      return [{ path: `templates/${name}.mjml`, text: template(HEAD, text) }, campaign(name, '')]
    case 'mjml':
      return [{ path: `templates/${name}.mjml`, text: template(text, '<mj-text>Hello</mj-text>') }, campaign(name, '')]
    case 'files':
      return partsOf(text)
    case 'words':
      return []
    default:
      return one.snippet satisfies never
  }
}

/** Keys of a file, each replaced by that of the snippet. */
function overlaid(base: readonly string[], keys: string, without: string): string {
  const own = keys.split(/\n(?=\S)/).filter((key) => key !== '')
  const named = (text: string) => text.split(':')[0]
  const kept = base.filter((key) => named(key) !== without && !own.some((one) => named(one) === named(key)))
  return `${[...kept, ...own].join('\n')}\n`
}

function shopWith(keys: string, without: string): string {
  const base = readFileSync(join(smallShop, 'perennial.yaml'), 'utf8')
    .trimEnd()
    .split(/\n(?=\S)/)
  return overlaid(base, keys, without)
}

const HEAD = '<mj-title>{{t "hello.subject"}}</mj-title><mj-preview>{{t "hello.preview"}}</mj-preview>'

function template(head: string, body: string): string {
  return `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>
${body}
</mj-column></mj-section><mj-include path="partials/footer.mjml" /></mj-body></mjml>\n`
}

function partsOf(text: string): ShopFile[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((part) => {
      const path = part.slice(0, part.indexOf('\n'))
      const content = part.slice(part.indexOf('\n') + 1)
      return { path, text: path === 'perennial.yaml' ? shopWith(content.trimEnd(), '') : content }
    })
}

/** What `check` says of the small shop with these files laid over it. */
async function problemsOf(files: readonly ShopFile[]): Promise<readonly Problem[]> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-explain-'))
  dirs.push(dir)
  cpSync(smallShop, dir, { recursive: true })
  for (const { path, text } of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  const shop = readShopFiles(dir)
  if (!shop) throw new Error('no shop')
  return (await checkShop(shop, NOW)).problems
}
