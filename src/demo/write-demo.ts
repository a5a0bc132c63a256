import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type DemoOptions, makeDemo } from './make-demo.ts'
import type { Row } from './rows.ts'

/** A file of the demo with the kind that `import` reads it as, in the order to import. */
export interface DemoFile {
  readonly kind: 'customers' | 'products' | 'orders' | 'order-lines' | 'events'
  readonly path: string
  readonly rows: number
}

/** Writes a demo shop as generic CSV files into `dir` (made when missing) and says what was written. */
export function writeDemo(dir: string, options: DemoOptions): DemoFile[] {
  const demo = makeDemo(options)
  mkdirSync(dir, { recursive: true })
  const file = (kind: DemoFile['kind'], rows: Iterable<Row>): DemoFile => {
    const path = join(dir, `${kind}.csv`)
    return { kind, path, rows: writeCsv(path, rows) }
  }
  return [
    file('customers', demo.customers),
    file('products', demo.products),
    file('orders', demo.orders),
    file('order-lines', demo.orderLines),
    file('events', demo.events),
  ]
}

const CHUNK = 500

function writeCsv(path: string, rows: Iterable<Row>): number {
  const handle = openSync(path, 'w')
  let written = 0
  let pending: string[] = []
  try {
    for (const row of rows) {
      if (written === 0) pending.push(csvLine(Object.keys(row)))
      pending.push(csvLine(Object.values(row)))
      written += 1
      if (pending.length < CHUNK) continue
      writeSync(handle, pending.join(''))
      pending = []
    }
    writeSync(handle, pending.join(''))
  } finally {
    closeSync(handle)
  }
  return written
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
