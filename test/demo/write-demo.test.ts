import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { makeDemo, writeDemo } from '../../src/demo/index.ts'

const dir = mkdtempSync(join(tmpdir(), 'perennial-demo-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('writing the demo shop', () => {
  const options = { seed: 'kava', today: '2026-11-22', customers: 60 }
  const files = writeDemo(join(dir, 'new', 'folder'), options)

  it('writes one generic CSV file a kind, customers first', () => {
    expect(files.map((file) => file.kind)).toEqual(['customers', 'products', 'orders', 'order-lines', 'events'])
  })

  it('writes every cell as it was made, quotes and commas included', () => {
    const [customers] = files
    const read = parse(readFileSync(customers?.path ?? ''), { columns: true })
    expect(read).toEqual(makeDemo(options).customers)
    expect(customers?.rows).toBe(60)
  })

  it('writes the same bytes again', () => {
    const again = writeDemo(join(dir, 'again'), options)
    for (const [index, file] of files.entries()) {
      expect(readFileSync(again[index]?.path ?? '', 'utf8')).toBe(readFileSync(file.path, 'utf8'))
    }
  })
})
