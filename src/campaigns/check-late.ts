import type { Problem } from '../problem.ts'
import { problemOn, type YamlEntry } from '../yaml/index.ts'

/** Days from one run to the next: a slot is a day. */
const DAYS_BETWEEN_RUNS = 1

/** A campaign that gives up before the next run comes sends nothing that one run misses or puts off. */
export function checkLate(entry: YamlEntry, late: number): Problem[] {
  if (late >= DAYS_BETWEEN_RUNS) return []
  const message = `"at most ${late} days" is shorter than the wait between two runs`
  const hint = 'runs are a day apart: what one misses or holds back is never sent'
  const problem = problemOn(entry.value, 'late-too-short', message, hint)
  return [{ ...problem, severity: 'warning', try: 'late: at most 1 day' }]
}
