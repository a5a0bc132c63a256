/**
 * Importing against a bare loop of csv-parse and a prepared insert over the same file (at least half of its rows
 * per second, below 300 MB). `npm run bench import [FILE.csv]`; without a file, 500,000 order lines are made.
 * Each side runs in a process of its own, three times in turn; the medians count.
 */
import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse'
import { openDb } from '../src/db/index.ts'
import { importFiles, readMapFile } from '../src/ingest/index.ts'
import { onlineRetailMap } from '../test/support/online-retail-map.ts'
import { median } from './measure/median.ts'

interface Result {
  readonly rows: number
  readonly seconds: number
  readonly megabytes: number
}

const [side, file = '', dir = ''] = process.argv.slice(2)
if (side === '--ours' || side === '--bare') {
  const result = side === '--ours' ? await ours(file, dir) : await bare(file, dir)
  process.stdout.write(JSON.stringify(result))
} else {
  await compare(side)
}

async function compare(given: string | undefined): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'perennial-bench-'))
  try {
    const lines = given ?? join(temporary, 'lines.csv')
    if (given === undefined) await makeLines(lines, 500_000)
    const results = { '--bare': [] as Result[], '--ours': [] as Result[] }
    for (let round = 0; round < 3; round++) {
      for (const name of ['--bare', '--ours'] as const) {
        const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, lines, temporary])
        if (child.status !== 0) throw new Error(String(child.stderr))
        results[name].push(JSON.parse(String(child.stdout)) as Result)
      }
    }
    show(results['--bare'], results['--ours'])
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function show(bareRuns: Result[], ourRuns: Result[]): void {
  const speed = (runs: Result[]) => median(runs.map(({ rows, seconds }) => rows / seconds))
  const ratio = speed(ourRuns) / speed(bareRuns)
  const row = (name: string, runs: Result[]) => ({
    side: name,
    rows: runs[0]?.rows,
    'rows/s': Math.round(speed(runs)),
    'peak MB': Math.round(Math.max(...runs.map(({ megabytes }) => megabytes))),
  })
  console.table([row('csv-parse + prepared insert', bareRuns), row('perennial import order-lines', ourRuns)])
  console.log(`ratio ${ratio.toFixed(2)} (at least 0.50)`)
}

async function ours(path: string, folder: string): Promise<Result> {
  const open = await openDb(`sqlite:${join(folder, `ours-${process.pid}.db`)}`, folder, 0)
  const { value: map } = readMapFile('map.yaml', onlineRetailMap)
  const shop = { currency: 'GBP', rates: {}, timeZone: 'UTC', languages: ['en'], attributes: [], events: [] }
  const began = performance.now()
  const ctx = { db: open.db, dialect: open.dialect, now: 0 }
  const report = await importFiles(ctx, shop, { kind: 'order-lines', files: [path], ...(map ? { map } : {}) })
  const seconds = (performance.now() - began) / 1000
  await open.close()
  return { rows: report.read, seconds, megabytes: peak() }
}

async function bare(path: string, folder: string): Promise<Result> {
  const db = new Database(join(folder, `bare-${process.pid}.db`))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table lines (a text, b text, c text, d integer, e text, f real, g text, h text)')
  const insert = db.prepare('insert into lines values (?, ?, ?, ?, ?, ?, ?, ?)')
  const began = performance.now()
  let rows = 0
  db.exec('begin')
  const source = createReadStream(path)
  const text = path.endsWith('.gz') ? source.pipe(createGunzip()) : source
  for await (const cells of text.pipe(parse({ from_line: 2 }))) {
    insert.run(...(cells as string[]))
    rows += 1
  }
  db.exec('commit')
  const seconds = (performance.now() - began) / 1000
  db.close()
  return { rows, seconds, megabytes: peak() }
}

function peak(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1_000_000
}

/** Lines in the manner of Online Retail: orders of about 20 lines, one line in four without a customer. */
async function makeLines(path: string, count: number): Promise<void> {
  function* lines() {
    yield 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
    for (let i = 0; i < count; i++) {
      const order = 536_000 + Math.floor(i / 20)
      const day = new Date(Date.UTC(2025, 0, 1) + order * 60_000).toISOString().slice(0, 19).replace('T', ' ')
      const customer = order % 4 === 0 ? '' : `${12_000 + ((order * 7919) % 5_000)}.0`
      const product = (i * 104_729) % 4_000
      yield `${order},S${product},"WHITE LANTERN, No ${product}",${1 + (i % 12)},${day},${(product % 900) / 100 + 0.29},${customer},United Kingdom\n`
    }
  }
  await pipeline(lines, createWriteStream(path))
}
