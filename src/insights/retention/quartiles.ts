/** The values below which a quarter, half and three quarters lie, and how many there are. */
export interface Quartiles {
  readonly number: number
  readonly low: number
  readonly median: number
  readonly high: number
}

/**
 * The quartiles of values given as how often each occurs, between two neighbours by their distance (type 7 of Hyndman
 * and Fan 1996, the usual one of R and spreadsheets); undefined without values.
 */
export function quartilesOf(times: ReadonlyMap<number, number>): Quartiles | undefined {
  const values = [...times].sort(([a], [b]) => a - b)
  const number = values.reduce((sum, [, often]) => sum + often, 0)
  if (number === 0) return undefined
  const at = (share: number) => {
    const place = share * (number - 1)
    const below = Math.floor(place)
    const [low, high] = [valueAt(values, below), valueAt(values, Math.min(below + 1, number - 1))]
    return low + (high - low) * (place - below)
  }
  return { number, low: at(0.25), median: at(0.5), high: at(0.75) }
}

function valueAt(values: readonly (readonly [number, number])[], place: number): number {
  let seen = 0
  for (const [value, often] of values) {
    seen += often
    if (place < seen) return value
  }
  return values.at(-1)?.[0] ?? 0
}
