import type { Problem } from '../problem.ts'
import { didYouMean } from './did-you-mean.ts'
import type { YamlEntry, YamlNode, YamlScalar } from './node.ts'
import { unknownKey } from './unknown-key.ts'

/** After so many unknown keys the block is something else: the rest is a number. */
const MOST_TOLD = 20

/** The entries of a map by key, with a problem for each unknown key. */
export interface Fields {
  readonly entries: ReadonlyMap<string, YamlEntry>
  readonly problems: readonly Problem[]
}

/**
 * Reads a map whose keys are known; `what` names the thing in messages ("a campaign"). What stands below a misspelt key
 * is read as if it were right, so that one mistake is one problem.
 */
export function readFields(node: YamlNode, known: readonly string[], what: string): Fields {
  if (node.kind !== 'map') {
    const message = `Here stands a ${node.kind === 'list' ? 'list' : 'single value'}, but ${what} is written as "key: value" lines`
    return { entries: new Map(), problems: [problemOn(node, 'wrong-shape', message, `its keys: ${known.join(', ')}`)] }
  }
  const entries = new Map<string, YamlEntry>()
  for (const entry of node.entries) if (known.includes(entry.key)) entries.set(entry.key, entry)
  const unknown = node.entries.filter(({ key }) => !known.includes(key))
  const problems = unknown.slice(0, MOST_TOLD).map((entry) => {
    const meant = didYouMean(entry.key, known)
    if (meant !== undefined && !entries.has(meant)) entries.set(meant, { ...entry, key: meant })
    return unknownKey(entry, known, what, meant)
  })
  const next = unknown[MOST_TOLD]
  return { entries, problems: next ? [...problems, manyMore(next, unknown.length - MOST_TOLD, what)] : problems }
}

function manyMore({ keyPlace: place }: YamlEntry, count: number, what: string): Problem {
  const message = `Another ${count} unknown ${count === 1 ? 'key' : 'keys'} from here on: is this ${what}?`
  return problemOn({ place }, 'unknown-key', message)
}

/** A problem that points at a node. */
export function problemOn(node: Pick<YamlNode, 'place'>, code: string, message: string, hint?: string): Problem {
  return { code, severity: 'error', message, place: node.place, ...(hint === undefined ? {} : { hint }) }
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
