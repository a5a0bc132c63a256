import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circles, exportsOf, type Import, readSources, type Source, tooLongFunctions } from './support/source-files.ts'

/** A room imports only from lower floors (docs/architecture.md). */
const floors: Record<string, number> = {
  ...{
    problem: 0,
    clock: 0,
    calendar: 0.5,
    text: 0.5,
    log: 0.5,
    thread: 0.5,
    explain: 0.5,
    yaml: 1,
    db: 1,
    migrations: 1,
    providers: 1,
    config: 1.5,
  },
  ...{
    consent: 2,
    ingest: 2,
    render: 2,
    models: 2,
    facts: 2.5,
    segments: 3,
    deliver: 3,
    track: 3,
    insights: 3,
    recommend: 3,
    predictions: 3,
  },
  ...{
    goals: 3.5,
    campaigns: 4,
    audit: 4.5,
    manual: 5,
    plan: 5,
    simulate: 5.5,
    app: 6,
    demo: 6,
    schedule: 6.5,
    diff: 6.5,
    upkeep: 6.7,
    worker: 6.8,
    web: 7,
    public: 7,
    cli: 8,
  },
}
/** What the floors would allow and the house does not: who meets only in a table, who touches no database. */
const never = ['plan > deliver', 'render > db', 'models > db', 'campaigns > ingest']
/** `db` and the migrations are one room in two folders. */
const oneRoom = ['db > migrations', 'migrations > db']
/** Files without a room, and the one type that everybody may name. */
const openDoors = ['src/problem.ts', 'src/clock.ts']
const openTypes = ['src/config/shop.ts']
const asksTheClock = ['clock', 'cli', 'web', 'schedule', 'demo']
const driverWords = /better-sqlite3|from 'pg'|\bstrftime\b|::timestamptz|\bjson_each\b|\bpragma\b/i
/** Longer than the limits, each with its reason. */
const longFiles: Record<string, string> = {}
const longFunctions: Record<string, string> = {
  'migrations/0001_facts_and_bookkeeping.ts': 'a list of tables, read from top to bottom',
}
const manyExports: Record<string, string> = {
  'src/calendar/zones.ts': 'the only user of the Temporal API',
  'src/calendar/days.ts': 'the arithmetic of one value, a day',
}

const { files, imports } = readSources('src', 'migrations')

describe('the house', () => {
  it('imports only from lower floors', () => {
    const wrong = imports.filter(({ from, to, edge }) => from.room !== to.room && !oneRoom.includes(edge))
    expect(wrong.filter(({ from, to, edge }) => never.includes(edge) || !lower(to, from)).map(line)).toEqual([])
  })

  it('enters a room through its index.ts', () => {
    const across = imports.filter(({ from, to, edge }) => from.room !== to.room && !oneRoom.includes(edge))
    const byTheWindow = across.filter(({ to, typeOnly }) => {
      return (
        !to.path.endsWith('/index.ts') && !openDoors.includes(to.path) && !(typeOnly && openTypes.includes(to.path))
      )
    })
    expect(byTheWindow.map(line)).toEqual([])
  })

  it('has no circle of imports, types included', () => expect(circles(files, imports)).toEqual([]))

  it('asks the clock and chance only where a run begins', () => {
    const asks = (text: string) => /new Date\(\)|Date\.now\(|Math\.random\(/.test(text)
    expect(files.filter((file) => asks(file.code) && !asksTheClock.includes(file.room)).map(path)).toEqual([])
  })

  it('reads the environment in config only', () => {
    expect(files.filter((file) => /process\.env/.test(file.code) && file.room !== 'config').map(path)).toEqual([])
  })

  it('names a database driver in db only', () => {
    const outside = files.filter((file) => file.room !== 'db' && file.room !== 'migrations')
    expect(outside.filter((file) => driverWords.test(file.code)).map(path)).toEqual([])
  })

  it('keeps files to 300 lines', () => {
    const long = files.filter((file) => file.lines.length > 300 && !(file.path in longFiles))
    expect(long.map((file) => `${file.path} ${file.lines.length}`)).toEqual([])
  })

  it('keeps functions to 60 lines', () => {
    expect(files.filter((file) => !(file.path in longFunctions)).flatMap((file) => tooLongFunctions(file, 60))).toEqual(
      [],
    )
  })

  it('exports at most five functions and values a file; types stand beside their use', () => {
    const crowded = files.filter((file) => exportsOf(file) > 5 && !file.path.endsWith('index.ts'))
    expect(crowded.filter((file) => !(file.path in manyExports)).map((f) => `${f.path} ${exportsOf(f)}`)).toEqual([])
  })

  it('is formatted: `npm run format` mends it', () => {
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
    const cwd = resolve(import.meta.dirname, '..')
    const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'format', '.'], { cwd, encoding: 'utf8' })
    expect(status, `${stdout}${stderr}`).toBe(0)
  })

  // A package left out by the registry of whoever ran `npm install` makes `npm ci` fail for everybody else.
  it('locks every package that a fresh clone asks for', () => {
    const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
      readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
    )
    const { packages } = lock
    const optional = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}))
    expect(optional.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`/${name}`)))).toEqual([])
  })
})

describe('the guards bite', () => {
  const source = (code: string) => ({ path: 'src/plan/x.ts', room: 'plan', lines: code.split('\n'), code })

  it('a function of 61 lines is too long, one of 60 is not', () => {
    const lines = (count: number) =>
      `export function long(a: {\n  b: number\n}): void {\n${'  a.b += 1\n'.repeat(count - 4)}}`
    expect(tooLongFunctions(source(lines(61)), 60)).toEqual(['src/plan/x.ts:1 61 lines'])
    expect(tooLongFunctions(source(lines(60)), 60)).toEqual([])
  })

  it('two files that import each other are a circle, by a type too', () => {
    const [a, b] = [source('a'), { ...source('b'), path: 'src/plan/y.ts' }]
    const edge = (from: Source, to: Source): Import => ({ from, to, edge: 'plan > plan', typeOnly: true })
    expect(circles([a, b], [edge(a, b), edge(b, a)])).toEqual(['src/plan/x.ts > src/plan/y.ts > src/plan/x.ts'])
    expect(circles([a, b], [edge(a, b)])).toEqual([])
  })

  it('functions and values count as exports, types do not', () => {
    expect(
      exportsOf(source('export const a = 1\nexport type B = 2\nexport { c, type D }\nexport async function e() {}')),
    ).toBe(3)
  })
})

function lower(to: { room: string }, from: { room: string }): boolean {
  return (floors[to.room] ?? Number.POSITIVE_INFINITY) < (floors[from.room] ?? Number.NEGATIVE_INFINITY)
}

function line({ from, to }: Import): string {
  return `${from.path} imports ${to.path}`
}

function path(file: Source): string {
  return file.path
}
