/**
 * `simulate` over one year of the shop in `../shared/data/shop` (4,338 customers) with the shipped rules: against one
 * `plan` of the same days on the same data. Promises: a year takes at most 365 times a plan, and a day costs less than
 * 3 ms more: both beside such a plan, and beside its own plan, which is cheaper because the day before wrote down its
 * decisions and who was in which segment.
 *
 * `npm run bench simulate [DAYS]`
 */

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readProgramme, readShopFiles } from '../src/app/index.ts'
import { addDays, startOfDay } from '../src/calendar/index.ts'
import { inTransaction, onOneConnection, openCopy, openDb, type OpenDb } from '../src/db/index.ts'
import { importFiles } from '../src/ingest/index.ts'
import { planDay, readPlan } from '../src/plan/index.ts'
import { prepareDays, simulate, simulateDay } from '../src/simulate/index.ts'
import { median } from './measure/median.ts'
import { verdict } from './measure/verdict.ts'

const shared = resolve('../shared/data/shop')
const [length = 365] = process.argv.slice(2).map(Number)
const FIRST = '2011-01-01'
const NOW = Date.UTC(2012, 0, 1)
/** Every so many days one is also planned by itself. */
const EVERY = 8

if (!existsSync(shared)) {
  console.log('skipped: ../shared is absent')
  process.exit(0)
}
const programme = await shippedRules()
const dir = mkdtempSync(join(tmpdir(), 'perennial-bench-'))
const store = await openDb('sqlite:shop.db', dir, NOW)
for (const kind of ['customers', 'orders'] as const) {
  await importFiles({ ...store, now: NOW }, programme.shop, { kind, files: [join(shared, `${kind}.csv.gz`)] })
}

const year = await timed(() =>
  simulate(programme, store, { from: FIRST, to: addDays(FIRST, length - 1), now: NOW, orders: 'none', seed: 1 }),
)
const { plain, inside, beside } = await dayByDay(store)
await store.close()
rmSync(dir, { recursive: true })

const perDay = year / length
console.table({
  'a plan by itself': { ms: round(mean(plain)) },
  'a day of the simulation': { ms: round(perDay) },
  'its plan alone': { ms: round(mean(inside)) },
  'beside its plan': { ms: round(median(beside)) },
})
const times = round(perDay / mean(plain))
verdict(`${length} days take ${round(times * length)} plans (at most ${length})`, times <= 1)
const over = round(perDay - mean(plain))
verdict(`a day costs ${over} ms more than a plan by itself (under 3)`, over < 3)
verdict(
  `writing down what the next day needs to know costs ${round(median(beside))} ms a day (under 3)`,
  median(beside) < 3,
)

function shippedRules() {
  const files = readShopFiles(resolve('.'))
  if (!files) throw new Error('run it from the root')
  const text = files.shop.text.replace(/^currency: EUR/m, 'currency: GBP').replace(/^time_zone: .*/m, 'time_zone: UTC')
  const pounds = (source: { file: string; text: string }) => ({ ...source, text: source.text.replaceAll('EUR', 'GBP') })
  const { segments, campaigns } = files
  return readProgramme({
    ...files,
    shop: { ...files.shop, text },
    segments: segments.map(pounds),
    campaigns: campaigns.map(pounds),
  }).then(({ value }) => {
    if (!value) throw new Error('the shipped shop file is broken')
    return value
  })
}

/** The days once more, one at a time: of some the plan on untouched data, of all the plan on the copy, then the day. */
async function dayByDay(original: OpenDb) {
  const times = { plain: [] as number[], inside: [] as number[], beside: [] as number[] }
  const copy = await openCopy(original, NOW)
  await inTransaction(copy.db, async (db) => {
    const capped = await prepareDays({ db, dialect: copy.dialect })
    for (let i = 0; i < length; i++) {
      const day = addDays(FIRST, i)
      if (i % EVERY === 0) times.plain.push(await timed(() => planBare(original, day)))
      const planned = await timed(() => planBare({ ...copy, db }, day))
      const whole = await timed(() => simulateDay(programme, { db, dialect: copy.dialect }, day, capped))
      times.inside.push(planned)
      times.beside.push(whole - planned)
    }
  })
  await copy.close()
  return times
}

function planBare({ db, dialect }: OpenDb, day: string) {
  const now = startOfDay(day, programme.shop.timeZone)
  return onOneConnection(db, (one) =>
    planDay({ ...programme, db: one, dialect, now }, { mode: 'as of' }, ({ ctx, made }) =>
      readPlan(ctx, made, 'counts only'),
    ),
  )
}

/** Milliseconds of processor time: what else the machine does at the moment does not count. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** The pauses of the garbage collector hit a few days hard; a day's own cost is that of the one in the middle. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
