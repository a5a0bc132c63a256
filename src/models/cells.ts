/**
 * What the models know of a customer. x: orders after the first one; tx: weeks from the first order to the last one (0
 * where x is 0); T: weeks from the first order to today. Orders of one day count once (Fader, Hardie & Lee 2005).
 */
export interface History {
  readonly x: number
  readonly tx: number
  readonly T: number
}

/** Customers with the same history: the likelihood is worked out once for all of them. */
export interface Cell extends History {
  readonly customers: number
}

/** Cells as columns, sorted by x, so that what depends on x alone is worked out once for each x. */
export interface Columns {
  readonly x: Float64Array
  readonly tx: Float64Array
  readonly T: Float64Array
  readonly customers: Float64Array
  /** How many customers there are in all cells. */
  readonly total: number
}

/** One cell for each history that occurs. */
export function groupHistories(histories: Iterable<History>): Cell[] {
  const cells = new Map<string, { x: number; tx: number; T: number; customers: number }>()
  for (const { x, tx, T } of histories) {
    const key = keyOf({ x, tx, T })
    const cell = cells.get(key)
    if (cell) cell.customers++
    else cells.set(key, { x, tx, T, customers: 1 })
  }
  return [...cells.values()]
}

/** The cells as columns. */
export function columnsOf(cells: readonly Cell[]): Columns {
  const sorted = [...cells].sort((a, b) => a.x - b.x)
  return {
    x: Float64Array.from(sorted, (cell) => cell.x),
    tx: Float64Array.from(sorted, (cell) => cell.tx),
    T: Float64Array.from(sorted, (cell) => cell.T),
    customers: Float64Array.from(sorted, (cell) => cell.customers),
    total: sorted.reduce((sum, cell) => sum + cell.customers, 0),
  }
}

/** The mean of a value over all customers of the cells. */
export function meanOf(cells: readonly Cell[], value: (cell: Cell) => number): number {
  let [sum, customers] = [0, 0]
  for (const cell of cells) {
    sum += value(cell) * cell.customers
    customers += cell.customers
  }
  return sum / customers
}

/** Equal for equal histories. */
export function keyOf({ x, tx, T }: History): string {
  return `${x} ${tx} ${T}`
}
