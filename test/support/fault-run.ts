import { appendFileSync } from 'node:fs'

/** `full`: the numbers of delivery.md section 6. Else a sample of each, for every run of the tests. */
export const full = process.env.FAULTS === 'full'
/** Of everything by chance; printed with each failure. */
export const seed = Number(process.env.FAULT_SEED ?? (full ? Date.now() % 1_000_000 : 4711))
/** How long one script may take, in ms. */
export const patience = full ? 3 * 3_600_000 : 120_000

/** The number of a full run, or of a sample. */
export const sized = (sample: number, whole: number): number => (full ? whole : sample)

/** Writes a line of the table of docs/reliability.md when somebody collects it. */
export function tell(
  id: string,
  what: string,
  faults: number,
  { lost, duplicated }: { readonly lost: number; readonly duplicated: number },
): void {
  const file = process.env.FAULT_TABLE
  if (file) appendFileSync(file, `${JSON.stringify({ id, what, faults, lost, duplicated, seed })}\n`)
}
