import { type Problem, showProblem } from '../problem.ts'
import type { Talk } from './talk.ts'

/** A problem with its frame, painted for the talk where there is colour. */
export function paintProblem(problem: Problem, source: string | undefined, talk: Talk): string {
  return painted(problem, source, talk, talk.paintTalk)
}

/** The same for the result of `check`. */
export function printedProblem(problem: Problem, source: string | undefined, talk: Talk): string {
  return painted(problem, source, talk, talk.paint)
}

/** A problem as `--json` shows it: one flat object; keys without a value are left out. */
export function problemJson({ code, severity, message, hint, try: paste, place }: Problem): Record<string, unknown> {
  return { code, severity, message, hint, try: paste, ...place }
}

function painted(problem: Problem, source: string | undefined, talk: Talk, paint: Talk['paint']): string {
  const [headline = '', ...rest] = showProblem(problem, source, Math.min(100, talk.width)).split('\n')
  const word = problem.severity
  const colour = word === 'error' ? 'red' : 'yellow'
  // The word is cut off before it is painted, so that the place keeps its column.
  const first = paint('bold', paint(colour, word)) + (word === 'warning' ? ' ' : '') + headline.slice(word.length)
  return [first, ...rest.map((line) => line.replace(/\^+.*/, (carets) => paint(colour, carets)))].join('\n')
}
