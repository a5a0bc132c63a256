import type { Problem } from '../problem.ts'
import { didYouMean, problemOn, type YamlEntry } from '../yaml/index.ts'

/** Reads the text of a single value with a reader; a value it does not understand is a problem with an example. */
export function readPhrase<T>(
  entry: YamlEntry,
  problems: Problem[],
  read: (text: string) => T | undefined,
  example: string,
): T | undefined {
  if (entry.value.kind !== 'scalar' || entry.value.text.trim() === '') {
    problems.push(problemOn(entry.value, 'wrong-shape', `"${entry.key}" takes a phrase`, `for example: ${example}`))
    return undefined
  }
  const text = entry.value.text.trim()
  const value = read(text)
  if (value === undefined) problems.push(withUnit(entry, text, read, example) ?? notUnderstood(entry, text, example))
  return value
}

/** Reads a value that is one of a few words. */
export function readWord<W extends string>(
  entry: YamlEntry | undefined,
  problems: Problem[],
  words: readonly W[],
): W | undefined {
  if (!entry) return undefined
  const list = words.join(' or ')
  if (entry.value.kind !== 'scalar' || entry.value.text.trim() === '') {
    problems.push(problemOn(entry.value, 'wrong-shape', `"${entry.key}" takes a word`, list))
    return undefined
  }
  const text = entry.value.text.trim()
  const word = words.find((one) => one === text)
  if (word === undefined) {
    const near = didYouMean(text, words)
    const message = `"${text}" is not understood after "${entry.key}"`
    const problem = problemOn(entry.value, 'unknown-phrase', message, near ? `did you mean "${near}"?` : list)
    problems.push(near ? { ...problem, try: `${entry.key}: ${near}` } : problem)
  }
  return word
}

/** A bare number where the words of the example make it a phrase: `3` as `3 days`. */
function withUnit(
  entry: YamlEntry,
  text: string,
  read: (text: string) => unknown,
  example: string,
): Problem | undefined {
  if (!/^\d+$/.test(text)) return undefined
  const plural = example.replace(/\d+/, text)
  const phrase = text === '1' ? plural.replace(/\b(day|hour|week|month)s\b/, '$1') : plural
  if (read(phrase) === undefined) return undefined
  const message = `${text} of what? "${entry.key}" takes a phrase`
  return { ...problemOn(entry.value, 'missing-unit', message, 'the unit is missing'), try: `${entry.key}: ${phrase}` }
}

function notUnderstood(entry: YamlEntry, text: string, example: string): Problem {
  const message = `"${text}" is not understood after "${entry.key}"`
  const problem = problemOn(entry.value, 'unknown-phrase', message, `for example: ${example}`)
  return { ...problem, try: `${entry.key}: ${example}` }
}
