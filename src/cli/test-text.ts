import type { TestedExample, TestedFile, TestedGuard } from '../app/index.ts'
import { count, counted, span } from './counts.ts'
import { printedProblem, problemJson } from './show-problems.ts'
import { table } from './table.ts'
import type { Talk } from './talk.ts'

/** Everything that was tried; `broken` are files that could not be read. */
export interface Tested {
  readonly files: readonly TestedFile[]
  readonly guards: readonly TestedGuard[]
  readonly broken: readonly string[]
}

/** What the frames need, and how long it took in milliseconds. */
interface Around {
  source(file: string): string | undefined
  readonly took: number
}

/** A line a file, what failed with its place and the lines of the rule, the guards, and the sums. */
export function printTests(talk: Talk, tested: Tested, around: Around): void {
  const width = Math.max(
    0,
    ...[...tested.files, ...tested.broken.map((file) => ({ file }))].map(({ file }) => file.length),
  )
  for (const one of tested.files) {
    const whole = !tested.broken.includes(one.file)
    const mark = whole ? tick(talk, one) : cross(talk)
    talk.print(
      `${mark} ${one.file.padEnd(width)}  ${saidOf(one)}${whole ? '' : ', not all can be tried: perennial check'}`,
    )
    for (const example of one.examples) printFailure(talk, example, around)
  }
  const unread = tested.broken.filter((file) => !tested.files.some((one) => one.file === file))
  for (const file of unread) talk.print(`${cross(talk)} ${file.padEnd(width)}  cannot be read: perennial check`)
  for (const guard of tested.guards) printGuard(talk, guard, around, width)
  talk.print()
  for (const line of table(sums(tested, around.took), [], '')) talk.print(line)
}

/** The shape of `test --json`. */
export function testsJson({ files, guards, broken }: Tested): Record<string, unknown> {
  const examples = files.flatMap(({ name, kind, examples: own }) =>
    own.map(({ place, expected, got, lines, problem }) => ({
      name,
      kind,
      file: place.file,
      line: place.line,
      column: place.column,
      passed: problem === undefined,
      expected,
      got,
      lines,
    })),
  )
  const passed = examples.filter((example) => example.passed).length
  return {
    passed,
    failed: examples.length - passed,
    examples,
    guards: guards.map(({ segment, customers, stopped }) => ({
      segment,
      customers,
      passed: stopped.length === 0,
      problems: stopped.map(({ guard, problem }) => ({ guard, ...problemJson(problem) })),
    })),
    broken,
  }
}

function tick(talk: Talk, { examples }: TestedFile): string {
  if (examples.length === 0) return talk.paint('dim', '·')
  return examples.some(({ problem }) => problem) ? cross(talk) : talk.paint('green', '✓')
}

function cross(talk: Talk): string {
  return talk.paint('red', '✗')
}

function saidOf({ examples }: TestedFile): string {
  const failed = examples.filter(({ problem }) => problem).length
  if (examples.length === 0) return 'no examples'
  return counted(examples.length, 'example') + (failed > 0 ? `, ${count(failed)} failed` : '')
}

function printFailure(talk: Talk, { problem, lines, place }: TestedExample, { source }: Around): void {
  if (!problem) return
  const { hint: _lines, ...rest } = problem
  talk.print()
  talk.print(printedProblem(rest, source(place.file), talk))
  const rows = lines.map(({ holds, text, value }) => [
    holds ? talk.paint('green', 'yes') : talk.paint('yellow', 'no'),
    text,
    value,
  ])
  for (const line of table(rows)) talk.print(line)
  talk.print()
}

function printGuard(talk: Talk, guard: TestedGuard, { source }: Around, width: number): void {
  const { segment, customers, stopped } = guard
  const holds = stopped.length === 0
  const name = `guard of ${segment}`.padEnd(width)
  const mark = holds ? talk.paint('green', '✓') : cross(talk)
  talk.print(`${mark} ${name}  ${counted(customers, 'customer')}${holds ? '' : ', the guard stops it'}`)
  for (const { problem } of stopped) {
    talk.print(printedProblem(problem, problem.place && source(problem.place.file), talk))
  }
}

function sums({ files, guards, broken }: Tested, took: number): string[][] {
  const examples = files.flatMap((file) => file.examples)
  const failed = examples.filter(({ problem }) => problem).length
  const stopped = guards.filter((guard) => guard.stopped.length > 0).length
  return [
    ['Examples', outcome(examples.length - failed, failed, 'failed')],
    ...(guards.length > 0 ? [['Guards', outcome(guards.length - stopped, stopped, 'stopped')]] : []),
    ...(broken.length > 0 ? [['Unread', counted(broken.length, 'file')]] : []),
    ['Time', span(took)],
  ]
}

function outcome(passed: number, failed: number, word: string): string {
  const good = `${count(passed)} passed`
  return failed > 0 ? `${count(failed)} ${word}, ${good}` : good
}
