import { type Checked, hasErrors, type Place, type Problem } from '../problem.ts'
import { didYouMean, problemAt } from '../yaml/index.ts'
import { dependencyOrder } from './dependency-order.ts'
import type { RuleReading } from './read-rule.ts'
import { nameOfFile, readSegment } from './read-segment.ts'
import { segmentsIn, segmentsOf } from './references.ts'
import { clausesOf, type Rule } from './rule.ts'
import type { Segment } from './segment.ts'
import type { Clause } from '../facts/index.ts'

/** A file as it stands: its path relative to the shop's folder, and its text. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

/**
 * Reads all files of `segments/`. The value holds the sound ones, each after those it needs: a broken file stops only
 * what needs it. Unknown names, rings and stages without a file are problems, these at their places in the shop file.
 */
export function readSegments(
  files: readonly SourceFile[],
  reading: RuleReading,
  stagePlaces: ReadonlyMap<string, Place> = new Map(),
): Checked<readonly Segment[]> {
  const { stages } = reading.vocabulary.shop
  const read = files.map(({ file, text }) => readSegment(file, text, reading))
  const problems: Problem[] = read.flatMap((checked) => checked.problems)
  const names = files.map(({ file }) => nameOfFile(file))
  problems.push(...twice(files), ...stages.flatMap((stage) => unknownStage(stage, stages, names, stagePlaces)))
  const sound = new Map<string, Segment>()
  for (const { value } of read) if (value && !sound.has(value.name)) sound.set(value.name, value)
  for (const { value, sketch } of read) {
    const lines = value?.who ?? sketch
    if (lines) problems.push(...unknownSegments(lines, names, stages))
  }
  const needs = new Map([...sound.values()].map(({ name, who }) => [name, segmentsIn([who], stages)]))
  const { order, rings } = dependencyOrder(needs)
  problems.push(...rings.map((ring) => ringProblem(ring, sound, stages)))
  const usable = usableOnes(order, needs, new Set(rings.flat()), sound, problems, stages)
  return { value: usable, problems }
}

/** A problem for each line that names a segment nobody wrote; also for rules outside `segments/`. */
export function unknownSegments(rule: Rule, names: readonly string[], stages: readonly string[]): Problem[] {
  return clausesOf(rule).flatMap((clause) =>
    'fact' in clause.question && clause.question.fact === 'stage'
      ? []
      : segmentsOf(clause, stages)
          .filter((name) => !names.includes(name))
          .map((name): Problem => {
            const near = didYouMean(name, names)
            const hint = near ? `did you mean "${near}"?` : `there is no file segments/${name}.yaml`
            const message = `Unknown segment "${name}"`
            const place = placeOfName(clause, name)
            const problem = { code: 'unknown-segment', severity: 'error', message, hint, place } as const
            return near ? { ...problem, try: clause.text.replace(name, near) } : problem
          }),
  )
}

/** The name itself where it ends its line, else the line. */
function placeOfName({ condition, place }: Clause, name: string): Place {
  const alone = condition.is === 'member' && condition.segments.length === 1 && condition.forDays === undefined
  const column = place.endColumn - name.length
  return alone && place.line === place.endLine && column > place.column ? { ...place, column } : place
}

function twice(files: readonly SourceFile[]): Problem[] {
  const seen = new Map<string, string>()
  return files.flatMap(({ file }) => {
    const name = nameOfFile(file)
    const other = seen.get(name)
    seen.set(name, other ?? file)
    return other ? [problemAt(file, 'wrong-name', `${other} is called ${name} too`)] : []
  })
}

function unknownStage(
  stage: string,
  stages: readonly string[],
  names: readonly string[],
  places: ReadonlyMap<string, Place>,
): Problem[] {
  if (names.includes(stage)) return []
  const near = didYouMean(stage, names)
  const hint = near ? `did you mean "${near}"?` : `there is no file segments/${stage}.yaml`
  const message = `The stage "${stage}" names no segment`
  const place = places.get(stage)
  const problem = { ...problemAt('perennial.yaml', 'unknown-segment', message), hint, ...(place ? { place } : {}) }
  return [near && !stages.includes(near) ? { ...problem, try: `stages: [${renamed(stages, stage, near)}]` } : problem]
}

function renamed(stages: readonly string[], from: string, to: string): string {
  return stages.map((stage) => (stage === from ? to : stage)).join(', ')
}

function ringProblem(ring: readonly string[], sound: ReadonlyMap<string, Segment>, stages: readonly string[]): Problem {
  const [first = '', second = first] = ring
  const segment = sound.get(first)
  const line = segment && clausesOf(segment.who).find((clause) => segmentsOf(clause, stages).includes(second))
  const message = `${first} needs itself: ${[...ring, first].join(' → ')}`
  const hint = 'a segment cannot wait for its own answer'
  const place = line?.place ?? segment?.place
  return { code: 'segment-ring', severity: 'error', message, hint, ...(place ? { place } : {}) }
}

/** Leaves out the rings, the broken and, with a warning, all that need them. */
function usableOnes(
  order: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
  inRing: ReadonlySet<string>,
  sound: ReadonlyMap<string, Segment>,
  problems: Problem[],
  stages: readonly string[],
): Segment[] {
  const usable = new Map<string, Segment>()
  for (const name of order) {
    const segment = sound.get(name)
    if (!segment || inRing.has(name)) continue
    const missing = (needs.get(name) ?? []).find((needed) => !usable.has(needed))
    if (missing === undefined) usable.set(name, segment)
    else if (!hasErrors(problems)) continue
    else if (!unknownHere(problems, segment)) problems.push(leftOut(segment, missing, stages))
  }
  return [...usable.values()]
}

function unknownHere(problems: readonly Problem[], segment: Segment): boolean {
  return problems.some(({ code, place }) => code === 'unknown-segment' && place?.file === segment.file)
}

function leftOut(segment: Segment, missing: string, stages: readonly string[]): Problem {
  const line = clausesOf(segment.who).find((clause) => segmentsOf(clause, stages).includes(missing))
  const message = `${segment.name} is left out: it needs ${missing}, which cannot be read`
  return { code: 'needs-broken', severity: 'warning', message, place: line?.place ?? segment.place }
}
