import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { sharedDatabase } from '../support/shared-database.ts'
import { buildChild } from '../deliver/built-child.ts'
import { patience, sized, tell } from './harness.ts'

const first = Date.parse('2026-03-01T08:00:00Z')
const day = 86_400_000

describe('T10: many schedulers at once', () => {
  let dir: string
  let fresh: FreshDatabase
  let child: string
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'perennial-slots-'))
    child = await buildChild(join(import.meta.dirname, '../schedule/tick-child.ts'))
    fresh = await sharedDatabase(dir)
    await (await openDb(fresh.url, dir, first)).close()
  })
  afterAll(async () => {
    await fresh.drop()
    rmSync(dir, { recursive: true, force: true })
  })

  it('run each slot once', { timeout: patience }, async () => {
    const schedulers = sized(4, 10)
    const slots = sized(20, 500)
    const processes = await Promise.all(Array.from({ length: schedulers }, () => started(child, dir, fresh.url)))
    for (let days = 0; days < slots; days += 1) {
      const ticked = processes.map((process) => once(process, 'message'))
      for (const process of processes) process.send(first + days * day)
      await Promise.all(ticked)
    }
    for (const process of processes) process.disconnect()
    const ran = readFileSync(join(dir, 'ran'), 'utf8').trim().split('\n')
    const twice = ran.length - new Set(ran).size
    tell('T10', `${schedulers} schedulers at once`, slots, { lost: slots - new Set(ran).size, duplicated: twice })
    expect(ran).toHaveLength(slots)
    expect(twice).toBe(0)
  })
})

async function started(file: string, dir: string, database: string): Promise<ChildProcess> {
  const process = fork(file, [dir, database], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(process, 'message')
  return process
}
