import { rfmGroups } from '../../facts/index.ts'
import type { CustomerFigures, Scored } from './figures-of.ts'

/** How many customers have these scores, 1 to 5 with 5 the best fifth, at the start and at the end of the period. */
export interface RfmCell {
  readonly recency: number
  /** The mean of frequency and monetary score, half a point rounded up. */
  readonly value: number
  readonly atStart: number
  readonly atEnd: number
}

/** How many went from one group to another, or stayed. */
export interface RfmMove {
  /** null: had not ordered yet. */
  readonly from: string | null
  readonly to: string
  readonly customers: number
}

/** Scores of all customers at the start and at the end of a period. */
export interface Rfm {
  readonly cells: readonly RfmCell[]
  readonly moves: readonly RfmMove[]
}

/** Gathers what is scored: the borders of the fifths are known only when everybody is there. */
export interface RfmGathering {
  add(one: Pick<CustomerFigures, 'atStart' | 'atEnd'>): void
  scored(): Rfm
}

const SCORES = [1, 2, 3, 4, 5] as const

/** Scores as the facts `recency_score`, `frequency_score` and `monetary_score` do, among all customers at each instant. */
export function openRfm(): RfmGathering {
  const start = [column(), column(), column()] as const
  const end = [column(), column(), column()] as const
  return {
    add({ atStart, atEnd }) {
      push(start, atStart)
      push(end, atEnd)
    },
    scored() {
      const [before, after] = [scorer(start), scorer(end)]
      const cells = new Map<string, { -readonly [Key in keyof RfmCell]: RfmCell[Key] }>()
      const moves = new Map<string, { from: string | null; to: string; customers: number }>()
      for (const recency of SCORES) {
        for (const value of SCORES) cells.set(`${recency} ${value}`, { recency, value, atStart: 0, atEnd: 0 })
      }
      for (let i = 0; i < end[0].size(); i += 1) {
        const [was, is] = [before(i), after(i)]
        const [cellBefore, cell] = [was && cells.get(was), is && cells.get(is)]
        if (cellBefore) cellBefore.atStart += 1
        if (!cell) continue
        cell.atEnd += 1
        const [from, to] = [cellBefore ? groupOf(cellBefore) : null, groupOf(cell)]
        const move = moves.get(`${from}>${to}`) ?? { from, to, customers: 0 }
        move.customers += 1
        moves.set(`${from}>${to}`, move)
      }
      return { cells: [...cells.values()], moves: sorted([...moves.values()]) }
    },
  }
}

function sorted(moves: readonly RfmMove[]): RfmMove[] {
  const place = (group: string | null) => rfmGroups.findIndex((one) => one.group === group)
  return [...moves].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to))
}

function groupOf({ recency, value }: Pick<RfmCell, 'recency' | 'value'>): string {
  const found = rfmGroups.find(
    (one) => recency >= one.recency[0] && recency <= one.recency[1] && value >= one.value[0] && value <= one.value[1],
  )
  if (!found) throw new Error(`no group has recency ${recency} and value ${value}`)
  return found.group
}

type Three = readonly [Column, Column, Column]

function push([recency, frequency, monetary]: Three, scored: Scored | undefined): void {
  recency.push(scored?.lastDay ?? Number.NaN)
  frequency.push(scored?.orders ?? Number.NaN)
  monetary.push(scored?.spent ?? Number.NaN)
}

/** Gives the recency score and the value of the n-th customer, `5 3`; undefined for who had no order. */
function scorer(three: Three): (i: number) => string | undefined {
  const [recency, frequency, monetary] = three.map((one) => scoreIn(one)) as [Score, Score, Score]
  return (i) => {
    const lately = recency(i)
    return lately === undefined ? undefined : `${lately} ${((frequency(i) ?? 0) + (monetary(i) ?? 0) + 1) >> 1}`
  }
}

type Score = (i: number) => number | undefined

/** Score 5 is the best fifth; the border of a fifth is the value at rank ceil(n·k/5) from above, and who has it is in. */
function scoreIn(values: Column): Score {
  const known = values.sorted()
  const border = (fifths: number) => known[known.length - Math.ceil((known.length * fifths) / 5)] ?? 0
  const borders = [border(1), border(2), border(3), border(4)]
  return (i) => {
    const value = values.at(i)
    if (Number.isNaN(value)) return undefined
    const fifth = borders.findIndex((least) => value >= least)
    return fifth === -1 ? 1 : 5 - fifth
  }
}

/** Numbers of very many customers: eight bytes each. */
interface Column {
  push(value: number): void
  at(i: number): number
  size(): number
  /** From small to large, without those that are missing. */
  sorted(): Float64Array
}

function column(): Column {
  let values = new Float64Array(1024)
  let size = 0
  return {
    push(value) {
      if (size === values.length) {
        const larger = new Float64Array(2 * size)
        larger.set(values)
        values = larger
      }
      values[size] = value
      size += 1
    },
    at: (i) => values[i] ?? Number.NaN,
    size: () => size,
    sorted: () =>
      values
        .slice(0, size)
        .filter((value) => !Number.isNaN(value))
        .sort(),
  }
}
