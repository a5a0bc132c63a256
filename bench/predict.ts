/**
 * Predictions of a large shop on SQLite: the models of a week, and every customer judged by them; each part in a process
 * of its own. Promises: reading, fitting and keeping the models takes at most three times as long as only reading the
 * purchases, scoring everybody at most twice, a segment of who is probably gone or worth most at most four times as long;
 * scores take less than 300 MB, models and segments less than 400.
 *
 * `npm run bench predict [CUSTOMERS]`: five orders a customer
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readShop } from '../src/config/index.ts'
import type { Shop } from '../src/config/shop.ts'
import { type DbContext, onOneConnection, openDb } from '../src/db/index.ts'
import { columnOf, profileQuery, vocabularyOf } from '../src/facts/index.ts'
import { keepFit, readPurchases } from '../src/predictions/index.ts'
import { openEvaluation, readSegments } from '../src/segments/index.ts'
import { verdict } from './measure/verdict.ts'
import { generateShop } from './shop/generate-shop.ts'

const NOW = Date.parse('2026-11-22T08:30:00Z')
const SHOP = 'shop: {name: Bench}\nfrom: shop@shop.example\ntime_zone: Europe/Zagreb\ncurrency: EUR\n'
const ASKED =
  'segment: asked\nwho: {any: [{alive_probability: less than 30 percent}, {lifetime_value: top 10 percent}]}\n'
const [first = '1000000', ...of] = process.argv.slice(2)

interface Measured {
  readonly found: string
  readonly seconds: number
  readonly megabytes: number
}

type Part = (ctx: DbContext, shop: Shop) => Promise<string>

const parts: Readonly<Record<'read' | 'keep' | 'score' | 'judge', Part>> = {
  read: async (ctx, shop) => `${(await readPurchases(ctx, shop, { before: NOW })).customers} customers with orders`,
  keep: (ctx, shop) => keepFit(ctx, shop),
  score: async (ctx, shop) => {
    const vocabulary = vocabularyOf(shop)
    const facts = ['alive_probability', 'expected_orders', 'lifetime_value']
    const questions = facts.map((fact) => ({ fact }))
    const columns = questions.map((question) => sql`sum(${sql.ref(columnOf(question))}) as ${sql.ref(question.fact)}`)
    const profile = profileQuery({ ...ctx, vocabulary }, { of: 'everyone' }, questions)
    const { rows } = await sql`select ${sql.join(columns)} from (${profile}) as profile`.execute(ctx.db)
    return JSON.stringify(rows[0])
  },
  judge: async (ctx, shop) => {
    const vocabulary = vocabularyOf(shop)
    const { value = [] } = readSegments([{ file: 'asked.yaml', text: ASKED }], { vocabulary, events: 'ever' })
    return onOneConnection(ctx.db, async (db) => {
      const evaluation = openEvaluation({ ...ctx, db, vocabulary, segments: value })
      const sizes = await (await evaluation.members(['asked'])).sizes(['asked'])
      await evaluation.close()
      return `${sizes.get('asked')} found`
    })
  },
}

async function compare(customers: number): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-predict-'))
  try {
    await measure('make', dir, customers)
    const found: Record<string, Measured> = {}
    for (const name of Object.keys(parts)) {
      const measured = await measure(name, dir, customers)
      found[name] = measured
      console.log(`${name}: ${measured.seconds.toFixed(1)} s, ${measured.megabytes} MB; ${measured.found}`)
    }
    const { read, keep, score, judge } = found
    if (!read || !keep || !score || !judge) throw new Error('a part is missing')
    verdict('the models in at most three times the reading', keep.seconds <= 3 * read.seconds)
    verdict('everybody scored in at most twice the reading', score.seconds <= 2 * read.seconds)
    verdict('everybody judged in at most four times the reading', judge.seconds <= 4 * read.seconds)
    verdict('everybody scored in less than 300 MB', score.megabytes < 300)
    verdict('models and segments in less than 400 MB', Math.max(keep.megabytes, judge.megabytes) < 400)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measure(name: string, dir: string, customers: number): Promise<Measured> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', name, dir, String(customers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
  return JSON.parse(out.slice(out.indexOf('{'))) as Measured
}

async function part(name: string, dir: string, customers: number): Promise<void> {
  const store = await openDb('sqlite:shop.db', dir, NOW)
  const { value: shop } = readShop('perennial.yaml', SHOP)
  if (!shop) throw new Error('the shop file is wrong')
  const began = performance.now()
  const work = name === 'make' ? undefined : parts[name as keyof typeof parts]
  if (!work) await generateShop(store, { customers, orders: 5 * customers, now: NOW })
  const found = (await work?.({ db: store.db, dialect: store.dialect, now: NOW }, shop)) ?? ''
  const seconds = (performance.now() - began) / 1000
  await store.close()
  const megabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1_000_000)
  console.log(JSON.stringify({ found, seconds, megabytes } satisfies Measured))
}

if (of[0] === undefined) await compare(Number(first))
else await part(first, of[0], Number(of[1]))
