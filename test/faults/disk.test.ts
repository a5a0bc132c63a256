import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import { minute, morning } from '../deliver/a-delivery.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { full, judge, openScene, patience, type Scene, seed, sized, tell, verdictOf } from './harness.ts'
import { openStage, type Stage } from './in-process.ts'

/** Enough that their rows need new pages. */
const EMAILS = 120

describe('T16: a disk that is full', () => {
  it('at any write: nothing leaves without its claim on the disk, and all goes once there is room', {
    timeout: patience,
  }, async () => {
    const positions = sized(20, 300)
    const sum = { refused: 0, lost: 0, duplicated: 0 }
    for (let position = 0; position < positions; position += 1) {
      const stage = await openStage(EMAILS, { most: 20 })
      await sql`vacuum`.execute(stage.open.db)
      const pages = await sql<{ page_count: number }>`pragma page_count`.execute(stage.open.db)
      // The file, in which nothing is free, may grow by so many pages and no more.
      const most = (pages.rows[0]?.page_count ?? 0) + (position % 10)
      await sql`pragma max_page_count = ${sql.lit(most)}`.execute(stage.open.db)
      await sendWithoutRoom(stage, sum, position, async () => {
        await sql`pragma max_page_count = 1000000`.execute(stage.open.db)
      })
    }
    tell('T16', 'the disk full at a write', sum.refused, sum)
    expect(sum).toMatchObject({ lost: 0, duplicated: 0 })
    expect(sum.refused).toBeGreaterThan(positions / 10)
  })
})

const disk = full ? smallDisk() : undefined
if (full && !disk) console.warn('skipped: no small disk can be mounted here, that needs Linux and root')

describe.skipIf(!disk)('T16: a small disk of its own that is full', () => {
  afterAll(() => disk?.remove())

  it('at any write, with its log: nothing leaves without its claim, and all goes once there is room', {
    timeout: patience,
  }, async () => {
    const sum = { refused: 0, lost: 0, duplicated: 0 }
    const positions = 300
    for (let position = 0; position < positions; position += 1) {
      const stage = await openStage(EMAILS, { most: 20, below: disk?.dir ?? '', freeBytes: () => undefined })
      await sql`pragma wal_checkpoint(truncate)`.execute(stage.open.db)
      const ballast = join(disk?.dir ?? '', 'ballast')
      // So many pages of four kilobytes are left.
      disk?.fill(ballast, position * 4096)
      await sendWithoutRoom(stage, sum, position, async () => rmSync(ballast))
    }
    tell('T16', 'a small disk full at a write', sum.refused, sum)
    expect(sum).toMatchObject({ lost: 0, duplicated: 0 })
    expect(sum.refused).toBeGreaterThan(positions / 10)
  })
})

/** Sends until a write fails, looks whether anything left without its claim, makes room, sends the rest and counts. */
async function sendWithoutRoom(
  stage: Stage,
  sum: { refused: number; lost: number; duplicated: number },
  position: number,
  makeRoom: () => Promise<void>,
): Promise<void> {
  try {
    const failed = await stage.deliver().then(
      () => false,
      () => true,
    )
    if (failed) sum.refused += 1
    const unclaimed = await sql<{ customer: number }>`
      select customer from messages where state = 'queued'`.execute(stage.open.db)
    const waiting = new Set(unclaimed.rows.map(({ customer }) => `c${customer}@shop.example`))
    expect(stage.fake.ledger().filter(({ to }) => waiting.has(to))).toEqual([])
    await makeRoom()
    stage.clock.now += LEASE + minute
    await stage.drain()
    const verdict = await verdictOf(stage.open, stage.fake.ledger())
    sum.lost += verdict.lost
    sum.duplicated += verdict.duplicated
    expect({ seed, position, ...verdict }).toMatchObject({ seed, position, submitted: EMAILS })
  } finally {
    await stage.close()
  }
}

/** A file system of 16 MB in memory; undefined where none can be mounted. */
function smallDisk() {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dir]).status !== 0) {
    rmSync(dir, { recursive: true })
    return undefined
  }
  return {
    dir,
    /** Leaves so many bytes free. */
    fill(file: string, left: number): void {
      const { bavail, bsize } = statfsSync(dir)
      writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left)))
    },
    remove(): void {
      spawnSync('umount', [dir])
      rmSync(dir, { recursive: true })
    },
  }
}

describe('T17: a write-ahead log that is torn', () => {
  let scene: Scene
  afterEach(() => scene.close())

  it('opens, is intact, and sends nothing twice', { timeout: patience }, async () => {
    const tears = sized(20, 1000)
    scene = await openScene(400, { options: { latency: [5, 20] } })
    const sender = scene.sender({ most: 10 })
    await sender.ready()
    await new Promise((later) => setTimeout(later, 250))
    sender.child.kill('SIGKILL')
    await sender.end()
    const [file, log] = ['shop.db', 'shop.db-wal'].map((name) => join(scene.dir, name)) as [string, string]
    const whole = { db: readFileSync(file), log: existsSync(log) ? readFileSync(log) : Buffer.alloc(0) }
    const random = numbersFrom(seed)
    for (let i = 0; i < tears; i += 1) {
      writeFileSync(file, whole.db)
      writeFileSync(log, whole.log)
      tear(log, random)
      const open = await openDb('sqlite:shop.db', scene.dir, morning)
      const intact = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(open.db)
      expect([seed, i, intact.rows]).toEqual([seed, i, [{ integrity_check: 'ok' }]])
      await open.close()
    }
    // The last one goes on. What it no longer knows left this place: it must not guess.
    await scene.finish({ most: 10 })
    const verdict = await judge(scene)
    tell('T17', 'a torn write-ahead log', tears, verdict)
    expect({ seed, ...verdict }).toMatchObject({ seed, lost: 0, duplicated: 0, failed: 0 })
    expect(verdict.submitted + verdict.uncertain).toBe(400)
  })
})

/** Cuts the tail off, or flips a byte of it. */
function tear(file: string, random: () => number): void {
  const { size } = statSync(file)
  if (size === 0) return
  const at = Math.floor(size * random())
  if (random() < 0.5) {
    truncateSync(file, at)
    return
  }
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}

describe('T19: a database that is put back or copied', () => {
  it('sends nothing before the operator releases it', { timeout: patience }, async () => {
    const trials = sized(6, 50)
    let sentEarly = 0
    for (let i = 0; i < trials; i += 1) {
      const stage = await openStage(60, { most: 10 })
      try {
        const { deliverDue } = await import('../../src/deliver/index.ts')
        await deliverDue(stage.app, { now: () => stage.clock.now, limit: 10 + (i % 4) * 10 })
        const copy = join(stage.dir, 'copy.db')
        await sql`vacuum into ${copy}`.execute(stage.open.db)
        await stage.drain()
        const before = stage.fake.ledger().length
        await stage.open.close()
        for (const rest of ['-wal', '-shm']) writeFileSync(join(stage.dir, `shop.db${rest}`), '')
        copyFileSync(copy, join(stage.dir, 'shop.db'))
        // Every other one wakes up on another machine, without what lay beside it.
        if (i % 2 === 1) writeFileSync(join(stage.dir, 'shop.db.instance'), '')
        stage.open = await openDb('sqlite:shop.db', stage.dir, morning)
        stage.app = { ...stage.app, db: stage.open.db, dialect: stage.open.dialect }
        stage.clock.now += (i % 3) * 36 * 60 * minute
        expect((await stage.deliver()).halted?.code).toMatch(/restored|copied/)
        sentEarly += stage.fake.ledger().length - before
      } finally {
        await stage.close()
      }
    }
    tell('T19', 'restored or copied databases', trials, { lost: 0, duplicated: sentEarly })
    expect(sentEarly).toBe(0)
  })
})
