import type { Problem } from '../problem.ts'
import { didYouMean } from './did-you-mean.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './node.ts'
import { unknownKey } from './unknown-key.ts'

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
  const problems: Problem[] = []
  for (const entry of node.entries) {
    if (known.includes(entry.key)) {
      entries.set(entry.key, entry)
      continue
    }
    problems.push(unknownKey(entry, known, what))
    const meant = didYouMean(entry.key, known)
    if (meant !== undefined && !hasKey(node, meant)) entries.set(meant, { ...entry, key: meant })
  }
  return { entries, problems }
}

function hasKey({ entries }: YamlMap, key: string): boolean {
  return entries.some((entry) => entry.key === key)
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
