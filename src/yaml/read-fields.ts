import type { Problem } from '../problem.ts'
import { didYouMean } from './did-you-mean.ts'
import { flowText } from './flow-text.ts'
import type { YamlEntry, YamlNode, YamlScalar } from './node.ts'

/** The entries of a map by key, with a problem for each unknown key. */
export interface Fields {
  readonly entries: ReadonlyMap<string, YamlEntry>
  readonly problems: readonly Problem[]
}

/** Reads a map whose keys are known; `what` names the thing in messages ("a campaign"). */
export function readFields(node: YamlNode, known: readonly string[], what: string): Fields {
  if (node.kind !== 'map') {
    const message = `Here stands a ${node.kind === 'list' ? 'list' : 'single value'}, but ${what} is written as "key: value" lines`
    return { entries: new Map(), problems: [problemOn(node, 'wrong-shape', message, `its keys: ${known.join(', ')}`)] }
  }
  const entries = new Map<string, YamlEntry>()
  const problems: Problem[] = []
  for (const entry of node.entries) {
    if (known.includes(entry.key)) entries.set(entry.key, entry)
    else problems.push(unknownKey(entry, known, what))
  }
  return { entries, problems }
}

/** A problem that points at a node. */
export function problemOn(node: Pick<YamlNode, 'place'>, code: string, message: string, hint?: string): Problem {
  return { code, severity: 'error', message, place: node.place, ...(hint === undefined ? {} : { hint }) }
}

/** A problem for a key that nothing knows, with the nearest known one. */
export function unknownKey(entry: YamlEntry, known: readonly string[], what: string): Problem {
  const near = didYouMean(entry.key, known)
  const hint = near ? `did you mean "${near}"?` : `${what} knows: ${known.join(', ')}`
  const line = near ? { try: lineWith(near, entry) } : {}
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `Unknown key "${entry.key}"`,
    hint,
    ...line,
    place: entry.keyPlace,
  }
}

/** An entry under another key: the line to paste. A block below the key stays where it is. */
export function lineWith(key: string, { value }: YamlEntry): string {
  const isBlock = value.kind !== 'scalar' && value.place.endLine > value.place.line
  return isBlock ? `${key}:` : `${key}: ${flowText(value)}`.trimEnd()
}

/** The single value under a key, or undefined with a problem when it is a list or a map. */
export function scalarOf(entry: YamlEntry, problems: Problem[]): YamlScalar | undefined {
  if (entry.value.kind === 'scalar') return entry.value
  problems.push(problemOn(entry.value, 'wrong-shape', `"${entry.key}" takes a single value`))
  return undefined
}

/** The items of a list of maps, lists or values; a single value counts as a list of one. */
export function itemsOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items : [node]
}
