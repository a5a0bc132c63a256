import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkShop, readShopFiles, type ShopFiles } from '../src/app/index.ts'
import { triggers } from '../src/campaigns/index.ts'
import { catalog } from '../src/cli/catalog.ts'
import { readShop } from '../src/config/index.ts'
import { vocabularyOf } from '../src/facts/index.ts'
import { reasons } from '../src/plan/plan.ts'
import { providers } from '../src/providers/index.ts'
import { readSources } from './support/source-files.ts'

const root = resolve(import.meta.dirname, '..')
const language = text('docs/language.md')
const readme = text('README.md')
const shop = readShopFiles(root) as ShopFiles
const { scripts }: { scripts: Record<string, string> } = JSON.parse(text('package.json'))
const plainEnv = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }
/** Explanations name every code; whether a code is still told they do not say. */
const sources = readSources('src').files.filter(({ room }) => room !== 'explain')
const vocabulary = vocabularyOf({ ...shopOfFile(), attributes: [], events: [] })

describe('the documents name everything there is', () => {
  it('every fact', () => {
    expect(names(table(language, 'fact')).sort()).toEqual(vocabulary.facts.map((fact) => fact.name).sort())
  })

  it('every event', () => {
    expect(names(table(language, 'event')).sort()).toEqual(vocabulary.events.map((event) => event.name).sort())
  })

  it('every trigger', () => {
    expect(names(table(language, 'trigger'))).toEqual(triggers.map((trigger) => trigger.name))
  })

  it('every reason, in the order in which they are named', () => {
    expect(names(table(language, 'reason'))).toEqual(reasons)
  })

  it('every command', () => {
    for (const { name } of catalog) expect(readme).toMatch(new RegExp(`^perennial ${name}\\b`, 'm'))
  })

  it('every mail service', () => {
    for (const { name } of providers) expect(text('docs/operations.md')).toContain(`\`${name}\``)
  })

  it('every code of a problem, and none that is gone', () => {
    const documented = names(table(text('docs/problems.md'), 'code'))
    expect(codes().filter((code) => !documented.includes(code))).toEqual([])
    expect(documented.filter((code) => !sources.some((file) => file.code.includes(`'${code}'`)))).toEqual([])
  })
})

describe('what the documents show is right', () => {
  const examples = [
    ...phraseExamples(),
    ...ruleExamples('fact'),
    ...ruleExamples('event'),
    ...triggerExamples(),
    ...yamlBlocks(language, readme),
  ]

  it('examples of facts, events, triggers and whole files pass check', async () => {
    expect(examples.length).toBeGreaterThan(30)
    const { problems } = await checkShop(withFiles(examples), Date.UTC(2026, 10, 22, 8))
    // Beside the shipped campaigns an example is one too many, which is no mistake of the example.
    // All phrases of a kind beside each other hold for everybody, and none of them is at fault.
    const whole = (code: string, file = '') => code === 'always-holds' && file.includes('/phrases-')
    const mistakes = problems.filter(({ code, place }) => code !== 'same-audience' && !whole(code, place?.file))
    expect(mistakes.map(({ message, place }) => `${place?.file}:${place?.line} ${message}`)).toEqual([])
  })

  it('links lead to files that are there', () => {
    const files = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
    for (const file of files.filter((name) => name.endsWith('.md'))) {
      const links = [...text(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
      for (const link of links) expect(readable(resolve(root, file, '..', link)), `${file} → ${link}`).toBe(true)
    }
  })
})

describe('the README runs as it stands', { timeout: 240_000 }, () => {
  const temporary = mkdtempSync(join(tmpdir(), 'perennial-readme-'))
  const demo = join(temporary, 'console', 'kava')
  afterAll(() => rmSync(temporary, { recursive: true, force: true }))

  beforeAll(() => {
    setUp()
    perennial(temporary, ['init', demo, '--demo', '--as-of', '2026-11-22'])
    for (const { folder, name, text } of yamlBlocks(readme)) writeFileSync(join(demo, folder, `${name}.yaml`), text)
  })

  it('is set up in silence when nothing is to be done', () => {
    expect(setUp()).toBe('')
  })

  it.each(consoleBlocks())('$ %s', (command, shown) => {
    expect(steady(perennial(demo, words(command)))).toBe(steady(shown))
  })

  it.each(shellBlocks())('commands of block %i', async (block, lines) => {
    let folder = join(temporary, `block-${block}`)
    mkdirSync(folder)
    for (const [program = '', ...rest] of lines.map(words)) {
      if (program === 'npm') expect(scripts).toHaveProperty(rest.at(-1) ?? '')
      else if (rest[0] === 'serve') await served(folder)
      // With SQLite it only says that there is nothing to share out; test/worker starts it on PostgreSQL.
      else if (rest[0] === 'worker') expect(() => perennial(folder, rest)).toThrow('perennial serve does all of it')
      else {
        if (rest[0] === 'diff') keptInGit(folder)
        if (rest[0] === 'bounce') mkdirSync(join(folder, rest[1] ?? ''))
        perennial(folder, rest)
      }
      if (rest[0] === 'init') folder = join(folder, rest[1] ?? '')
    }
  })
})

interface Example {
  readonly folder: 'segments' | 'campaigns'
  readonly name: string
  readonly text: string
}

function text(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function readable(path: string): boolean {
  try {
    return readFileSync(path).length > 0
  } catch {
    return readdirSync(path).length > 0
  }
}

function shopOfFile() {
  const { value } = readShop(shop.shop.file, shop.shop.text)
  if (!value) throw new Error('the shipped shop file is broken')
  return value
}

/** The rows of the Markdown table whose first header is `header`, without their backticks. */
function table(page: string, header: string): string[][] {
  const lines = page.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${header} |`))
  if (start < 0) return []
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'))
  const rows = lines.slice(start + 2, start + length)
  return rows.map((row) =>
    row
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
  )
}

function names(rows: string[][]): string[] {
  return rows.map(([name = '']) => name)
}

function ruleExamples(header: 'fact' | 'event'): Example[] {
  return table(language, header).map(([fact = '', phrase = '']) => {
    const name = `example-${fact.replaceAll('_', '-')}`
    return { folder: 'segments', name, text: `segment: ${name}\nwho:\n  all:\n    - ${fact}: ${phrase}\n` }
  })
}

/** Every phrase of the table of kinds, asked of a fact of that kind. */
function phraseExamples(): Example[] {
  const dates = ['last_order', 'subscription_ends', 'birthday']
  const facts = ['orders', 'total_spent', ...dates, 'usual_gap', 'recency_score', 'city', 'total_spent']
  return table(language, 'kind').map(([, phrases = ''], row) => {
    const lines = [...phrases.matchAll(/`([^`]+)`/g)].map(([, phrase]) => `    - ${facts[row]}: ${phrase}\n`)
    return {
      folder: 'segments',
      name: `phrases-${row}`,
      text: `segment: phrases-${row}\nwho:\n  any:\n${lines.join('')}`,
    }
  })
}

function triggerExamples(): Example[] {
  return table(language, 'trigger').map(([trigger = '', starts = '']) => {
    const name = `example-${trigger.replaceAll('_', '-')}`
    return { folder: 'campaigns', name, text: `campaign: ${name}\nstarts: ${starts}\nsteps:\n  - send: birthday\n` }
  })
}

/** The YAML blocks of the documents that are whole files; one that is shipped must be as it is shipped. */
function yamlBlocks(...pages: string[]): Example[] {
  return pages.flatMap((page) =>
    [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, block = '']) => {
      const [, kind, name = ''] = /^(?:#.*\n)*(segment|campaign): (\S+)/.exec(block) ?? []
      return kind ? [{ folder: `${kind as 'segment' | 'campaign'}s` as const, name, text: block }] : []
    }),
  )
}

function withFiles(examples: readonly Example[]): ShopFiles {
  const of = (folder: Example['folder']) => {
    const added = examples.filter((example) => example.folder === folder)
    const files = added.map(({ name, text }) => ({ file: `${folder}/${name}.yaml`, text }))
    return [...shop[folder].filter(({ file }) => !files.some((own) => own.file === file)), ...files]
  }
  return { ...shop, segments: of('segments'), campaigns: of('campaigns') }
}

/** Codes as the source writes them: `code: 'x'`, or the argument of a function that makes a problem. */
function codes(): string[] {
  const written =
    /(?:\bcode: |\bslip: |\b\w*[pP]roblem\w*\((?:[^'"`;{}()]|'[^']*'|`[^`]*`|\([^()]*\))*?)'([a-z]+(?:-[a-z]+)*)'(?=[,;)\s])/g
  const found = sources.flatMap(({ code }) => [...code.matchAll(written)].map(([, name = '']) => name))
  return [...new Set(found)].sort()
}

/** Commands of `console` blocks, each with what it prints. */
function consoleBlocks(): [command: string, shown: string][] {
  return [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part): [string, string] => {
        const [command = '', ...shown] = part.split('\n')
        return [command.replace(/^perennial /, ''), shown.join('\n')]
      }),
  )
}

/** Lines of `sh` blocks without their comments. */
function shellBlocks(): [block: number, lines: string[]][] {
  return [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ''], index) => [
    index + 1,
    block
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '')),
  ])
}

function words(line: string): string[] {
  return line.trim().split(/\s+/)
}

/** Installs and builds what is missing; what it says. */
function setUp(): string {
  const script = [join(root, 'scripts', 'setup.mjs')]
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout + stderr
}

/** Runs the built program; what it prints on stdout. */
function perennial(cwd: string, line: readonly string[]): string {
  const program = [join(root, 'bin', 'perennial.js'), ...line]
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    cwd,
    encoding: 'utf8',
    input: '',
    env: plainEnv,
  })
  if (status !== 0) throw new Error(`perennial ${line.join(' ')} ended with ${status}: ${stdout}${stderr}`)
  return stdout
}

/** Makes a folder a git repository with one commit, as a shop's rules are kept. */
function keptInGit(folder: string): void {
  const who = ['-c', 'user.name=Shop', '-c', 'user.email=shop@kava.example']
  for (const line of [
    ['init', '-q'],
    ['add', '.'],
    [...who, 'commit', '-q', '-m', 'Rules'],
  ]) {
    const { status, stderr } = spawnSync('git', line, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`git ${line.join(' ')}: ${stderr}`)
  }
}

/** Starts `serve`, waits until its page answers, and ends it. */
async function served(cwd: string): Promise<void> {
  const port = 20_000 + (process.pid % 20_000)
  const line = [join(root, 'bin', 'perennial.js'), 'serve', '--port', String(port)]
  const child = spawn(process.execPath, line, { cwd, stdio: 'ignore', env: plainEnv })
  const ended = new Promise((done) => child.on('exit', done))
  try {
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/`).then(
            (page) => page.status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      // Nobody here has the token that it printed.
      .toBe(401)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** What depends on the moment and the machine: how long it took, how old the data is. */
function steady(printed: string): string {
  return printed
    .replace(/in \d+(\.\d+)? s\b/g, 'in 0.1 s')
    .replace(/ *data .* old$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .trim()
}
