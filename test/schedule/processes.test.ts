import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { buildChild } from '../deliver/built-child.ts'

it('four processes tick through sixty days on one database: each slot is run once, by one of them', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-ticks-'))
  const first = Date.parse('2026-03-01T08:00:00Z')
  const child = await buildChild(join(import.meta.dirname, 'tick-child.ts'))
  await (await openDb('sqlite:shop.db', dir, first)).close()
  const processes = ['a', 'b', 'c', 'd'].map((name) =>
    spawn(process.execPath, [child.file, dir, String(first), name], { stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  const exits = await Promise.all(processes.map((process) => once(process, 'exit')))
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0, 0])

  const ran = readFileSync(join(dir, 'ran'), 'utf8').trim().split('\n')
  const slots = ran.map((line) => Number(line.split(' ')[0]))
  expect(new Set(slots).size).toBe(slots.length)
  expect(slots).toHaveLength(60)
  const { db, close } = await openDb('sqlite:shop.db', dir, first)
  const rows = await db.selectFrom('runs').select(['slot', 'state']).orderBy('slot').execute()
  await close()
  expect(rows.map((row) => row.slot)).toEqual(slots.sort((a, b) => a - b))
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['done']))
  child.remove()
  rmSync(dir, { recursive: true, force: true })
})
