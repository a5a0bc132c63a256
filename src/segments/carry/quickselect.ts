/**
 * The value at a rank, 0 for the smallest; reorders the values. Hoare's quickselect (1961) with the middle of three as
 * pivot: a sort of a million numbers would take twenty times as long.
 */
export function quickselect(values: Float64Array, rank: number): number {
  let [left, right] = [0, values.length - 1]
  while (left < right) {
    const pivot = middleOf(at(values, left), at(values, (left + right) >> 1), at(values, right))
    let [i, j] = [left, right]
    while (i <= j) {
      while (at(values, i) < pivot) i++
      while (at(values, j) > pivot) j--
      if (i <= j) swap(values, i++, j--)
    }
    if (rank <= j) right = j
    else if (rank >= i) left = i
    else break
  }
  return at(values, rank)
}

function at(values: Float64Array, place: number): number {
  return values[place] ?? Number.NaN
}

function middleOf(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three))
}

function swap(values: Float64Array, one: number, other: number): void {
  const kept = at(values, one)
  values[one] = at(values, other)
  values[other] = kept
}
