import { type Cell, groupHistories, type History, keyOf } from './cells.ts'
import { sampleOf } from './sample-of.ts'

/** Cells to fit, and whether they are everybody or a sample; the standard errors of a fit are those of its customers. */
export interface Gathered {
  readonly of: 'everybody' | 'a sample'
  readonly cells: readonly Cell[]
  readonly customers: number
}

/**
 * Reads histories once, as they come, and keeps no more than `most` cells: everybody in cells of equal histories as long
 * as there are so few of them, else a sample of `most` customers, each as likely as any other, the same one for the same
 * seed and order.
 */
export function gatherHistories(histories: Iterable<History>, { most = 50_000, seed = 1 } = {}): Gathered {
  const { sample, size, add } = sampleOf<History>(most, seed)
  const cells = new Map<string, { x: number; tx: number; T: number; customers: number }>()
  let few = true
  for (const { x, tx, T } of histories) {
    if (few) addTo(cells, { x, tx, T })
    if (cells.size > most) {
      few = false
      cells.clear()
    }
    add({ x, tx, T })
  }
  if (few) return { of: 'everybody', cells: [...cells.values()], customers: size() }
  return { of: 'a sample', cells: groupHistories(sample), customers: size() }
}

function addTo(cells: Map<string, { x: number; tx: number; T: number; customers: number }>, history: History): void {
  const key = keyOf(history)
  const cell = cells.get(key)
  if (cell) cell.customers++
  else cells.set(key, { ...history, customers: 1 })
}
