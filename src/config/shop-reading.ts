import type { Problem } from '../problem.ts'
import {
  itemsOf,
  problemOn,
  readFields,
  scalarOf,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from '../yaml/index.ts'

/** The entries of one block of the shop file and the list in which all problems of the file are collected. */
export interface Block {
  readonly entries: ReadonlyMap<string, YamlEntry>
  readonly problems: Problem[]
}

/** How a single value is read: what it may say in words, an example to paste, and the reading itself. */
export interface Phrase<T> {
  readonly says: string
  readonly example: string
  read(text: string): T | undefined
  /** What was probably meant, where there is a list of all values. */
  near?(text: string): string | undefined
}

/** Opens a block of known keys; problems go to the shared list. */
export function openBlock(node: YamlNode, keys: readonly string[], what: string, problems: Problem[]): Block {
  const fields = readFields(node, keys, what)
  problems.push(...fields.problems)
  return { entries: fields.entries, problems }
}

/** The value under a key as the phrase reads it; a problem with the line to paste when it says something else. */
export function readPhrase<T>(block: Block, key: string, phrase: Phrase<T>): T | undefined {
  const scalar = readScalar(block, key)
  if (!scalar) return undefined
  const value = phrase.read(scalar.text)
  if (value === undefined) block.problems.push(notSaid(scalar, key, phrase, 'alone'))
  return value
}

/** The items of the list under a key (one value counts as a list of one), each as the phrase reads it. */
export function readList<T>(block: Block, key: string, phrase: Phrase<T>): T[] | undefined {
  const entry = block.entries.get(key)
  if (!entry) return undefined
  const items = itemsOf(entry.value)
  if (items.length === 0) block.problems.push(problemOn(entry.value, 'empty-list', `"${key}" is an empty list`))
  return items.flatMap((item) => {
    if (item.kind !== 'scalar') {
      block.problems.push(problemOn(item, 'wrong-shape', `"${key}" is a list of single values`))
      return []
    }
    const value = phrase.read(item.text)
    if (value === undefined) block.problems.push(notSaid(item, key, phrase, 'in a list'))
    return value === undefined ? [] : [value]
  })
}

/** The single value under a key, or undefined when the key is missing, empty (a problem) or no single value (a problem). */
function readScalar(block: Block, key: string): YamlScalar | undefined {
  const entry = block.entries.get(key)
  if (!entry) return undefined
  const scalar = scalarOf(entry, block.problems)
  if (scalar && scalar.text.trim() !== '') return scalar
  if (scalar) block.problems.push(problemOn({ place: entry.keyPlace }, 'missing-value', `"${key}" has no value`))
  return undefined
}

/** Plain text, trimmed. */
export const textPhrase: Phrase<string> = {
  says: 'a text',
  example: 'a text',
  read: (text) => text.trim() || undefined,
}

function notSaid<T>(scalar: YamlScalar, key: string, phrase: Phrase<T>, stands: 'alone' | 'in a list'): Problem {
  const near = phrase.near?.(scalar.text)
  const hint = near === undefined ? `for example ${phrase.example}` : `did you mean ${near}?`
  const problem = problemOn(scalar, 'not-a-phrase', `"${scalar.text}" is not ${phrase.says}`, hint)
  if (stands === 'alone') return { ...problem, try: `${key}: ${near ?? phrase.example}` }
  return near === undefined ? problem : { ...problem, try: near }
}
