import type { Problem } from '../problem.ts'
import type { ImportKind } from './kinds/kind.ts'

/** One record left out, or (`kind: 'cell'`) one cell dropped while its record was kept. */
export interface Rejection {
  readonly file: string
  /** The physical line on which the record begins; the header's is 1. */
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly kind?: 'cell'
}

/** What an import did: `read` = `inserted` + `updated` + `unchanged` + `skipped` + `rejected`. */
export interface ImportReport {
  readonly kind: ImportKind
  readonly files: readonly string[]
  readonly read: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly rejected: number
  /** The first 1,000, by file and line. */
  readonly rejections: readonly Rejection[]
  /** Cells dropped in all: they matter under `--strict`. */
  readonly cells: number
  /** Why a file cannot be read at all; nothing was imported then. */
  readonly problems: readonly Problem[]
}

/** Counts while an import runs. */
export interface Tally {
  count(outcome: 'read' | 'inserted' | 'updated' | 'unchanged' | 'skipped', by?: number): void
  reject(rejection: Rejection): void
  report(problems?: readonly Problem[]): ImportReport
}

const MOST_SHOWN = 1_000
/** As much of a strange cell as a person needs to find it. */
const MOST_OF_VALUE = 200

/** A fresh tally; `onRejection` hears of every rejection, also beyond the first thousand. */
export function newTally(
  kind: ImportKind,
  files: readonly string[],
  onRejection?: (rejection: Rejection) => void,
): Tally {
  const counts = { read: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 }
  const rejections: Rejection[] = []
  let cells = 0
  return {
    count(outcome, by = 1) {
      counts[outcome] += by
    },
    reject(rejection) {
      if (rejection.kind === 'cell') cells += 1
      else counts.rejected += 1
      const shown = { ...rejection, value: shorten(rejection.value) }
      if (rejections.length < MOST_SHOWN) rejections.push(shown)
      onRejection?.(shown)
    },
    report: (problems = []) => ({ kind, files, ...counts, rejections: inOrder(rejections, files), cells, problems }),
  }
}

/** A copy, not a window: a cell would keep the piece of the file that it was cut from. */
function shorten(value: string): string {
  const shown = value.length > MOST_OF_VALUE ? `${value.slice(0, MOST_OF_VALUE)}…` : value
  return Buffer.from(shown).toString()
}

/** Some cells are found strange only beside others: sorted, they stand where they belong. */
function inOrder(rejections: readonly Rejection[], files: readonly string[]): Rejection[] {
  const rank = new Map(files.map((file, i) => [file, i]))
  return [...rejections].sort((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line)
}
