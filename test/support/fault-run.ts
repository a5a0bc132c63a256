import { appendFileSync } from 'node:fs'
import { whichDatabase } from './which-database.ts'

/** `FAULTS=full`: the numbers of delivery.md section 6, `FAULTS=0.2` a fifth. Else a sample, for every run of the tests. */
const share = process.env.FAULTS === 'full' ? 1 : Number(process.env.FAULTS ?? 0)
export const full = share > 0
/** Of everything by chance; printed with each failure. */
export const seed = Number(process.env.FAULT_SEED ?? (full ? Date.now() % 1_000_000 : 4711))
/** How long one script may take, in ms. */
export const patience = full ? 3 * 3_600_000 : 120_000

/** The number of a full run, or of a sample; on PostgreSQL, beside that on SQLite, a third of the sample. */
export function sized(sample: number, whole: number): number {
  if (full) return Math.max(sample, Math.round(whole * share))
  return whichDatabase() === 'sqlite' ? sample : Math.ceil(sample / 3)
}

/** Writes a line of the table of docs/reliability.md when somebody collects it. */
export function tell(
  id: string,
  what: string,
  faults: number,
  { lost, duplicated }: { readonly lost: number; readonly duplicated: number },
): void {
  const file = process.env.FAULT_TABLE
  if (file)
    appendFileSync(file, `${JSON.stringify({ id, database: whichDatabase(), what, faults, lost, duplicated, seed })}\n`)
}
