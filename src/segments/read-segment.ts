import { basename } from 'node:path'
import { type Checked, hasErrors, type Problem } from '../problem.ts'
import { type Fields, itemsOf, parseYaml, problemAt, problemOn, readFields, scalarOf } from '../yaml/index.ts'
import type { YamlEntry, YamlNode } from '../yaml/index.ts'
import { readExample } from './example.ts'
import { readGuard } from './read-guard.ts'
import { readRule, type RuleRead, type RuleReading } from './read-rule.ts'
import type { Rule } from './rule.ts'
import type { Segment } from './segment.ts'

const KEYS = ['segment', 'title', 'who', 'examples', 'guard', 'tags']

/** A segment as it was read; where its file is broken, the `sketch` holds the sound lines of `who`. */
export interface SegmentRead extends Checked<Segment> {
  readonly sketch?: Rule
}

/** Reads one file of `segments/`. `file` is its path relative to the shop's folder. */
export function readSegment(file: string, text: string, reading: RuleReading): SegmentRead {
  const parsed = parseYaml(file, text)
  if (!parsed.value) return { problems: parsed.problems }
  const fields = readFields(parsed.value, KEYS, 'a segment')
  const problems: Problem[] = [...parsed.problems, ...fields.problems]
  if (parsed.value.kind !== 'map') return { problems }
  const name = readName(file, parsed.value.entries[0], fields, problems)
  const who = readWho(file, name, fields, reading)
  problems.push(...who.problems)
  const segment = readBody(file, name, who.value, fields, reading, problems)
  if (segment && !hasErrors(problems)) return { value: segment, problems }
  const sketch = who.value ?? who.sketch
  return { problems, ...(sketch ? { sketch } : {}) }
}

/** The name a segment's file gives it: `segments/at-risk.yaml` is at-risk. */
export function nameOfFile(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '')
}

function readName(file: string, first: YamlEntry | undefined, fields: Fields, problems: Problem[]): string {
  const name = nameOfFile(file)
  const line = `segment: ${name}`
  const entry = fields.entries.get('segment')
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    const message = `"${name}" is no name of a segment`
    problems.push({ ...problemAt(file, 'wrong-name', message), hint: 'small letters, digits and dashes' })
  }
  if (!entry) {
    problems.push({ ...problemAt(file, 'missing-name', 'The first line names the segment'), try: line })
    return name
  }
  const written = scalarOf(entry, problems)
  if (written && written.text !== name) {
    const hint = `the file is ${basename(file)}`
    problems.push({ ...problemOn(written, 'wrong-name', `The segment is called "${written.text}"`, hint), try: line })
  }
  if (first?.keyPlace !== entry.keyPlace) {
    problems.push(problemOn({ place: entry.keyPlace }, 'wrong-order', 'The name comes first', `begin with ${line}`))
  }
  return name
}

function readWho(file: string, name: string, fields: Fields, reading: RuleReading): RuleRead {
  const who = fields.entries.get('who')
  if (who) return readRule(who.value, reading)
  const missing = problemAt(file, 'missing-key', `"who" is missing: nobody can be in ${name}`)
  return { problems: [{ ...missing, try: 'who:\n  all:\n    - orders: at least 1' }] }
}

function readBody(
  file: string,
  name: string,
  rule: Rule | undefined,
  fields: Fields,
  reading: RuleReading,
  problems: Problem[],
): Segment | undefined {
  const guard = fields.entries.get('guard')
  const title = fields.entries.get('title')
  const read = {
    title: (title && scalarOf(title, problems)?.text) ?? name,
    examples: listOf(fields, 'examples', problems).flatMap((node) => keepNew(readExample(node, reading), problems)),
    guard: (guard && keep(readGuard(guard.value), problems)) ?? {},
    tags: listOf(fields, 'tags', problems).flatMap((node) => readTag(node, problems)),
  }
  const place = fields.entries.get('segment')?.value.place
  return rule && place ? { name, who: rule, file, place, ...read } : undefined
}

function keep<T>(checked: Checked<T>, problems: Problem[]): T | undefined {
  problems.push(...checked.problems)
  return checked.value
}

/** A name that nobody knows is told where it stands first, not again in every example. */
function keepNew<T>({ value, problems: found }: Checked<T>, problems: Problem[]): T[] {
  const told = new Set(problems.filter(isOfName).map(({ message }) => message))
  for (const problem of found) {
    if (!isOfName(problem) || !told.has(problem.message)) problems.push(problem)
    told.add(problem.message)
  }
  return value === undefined ? [] : [value]
}

function isOfName({ code }: Problem): boolean {
  return code === 'unknown-fact' || code === 'arrives-later'
}

function listOf(fields: Fields, key: string, problems: Problem[]): readonly YamlNode[] {
  const entry = fields.entries.get(key)
  if (!entry) return []
  if (entry.value.kind === 'map') {
    problems.push(problemOn(entry.value, 'wrong-shape', `"${key}" takes a list`, 'begin each line with a dash'))
    return []
  }
  return itemsOf(entry.value)
}

function readTag(node: YamlNode, problems: Problem[]): string[] {
  if (node.kind === 'scalar' && node.text !== '') return [node.text]
  problems.push(problemOn(node, 'wrong-shape', 'A tag is a word'))
  return []
}
