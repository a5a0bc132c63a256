import type { Problem } from '../problem.ts'
import { problemOn, type YamlEntry } from '../yaml/index.ts'

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
  const value = read(entry.value.text.trim())
  if (value !== undefined) return value
  const message = `"${entry.value.text.trim()}" is not understood after "${entry.key}"`
  problems.push({
    ...problemOn(entry.value, 'unknown-phrase', message, `for example: ${example}`),
    try: `${entry.key}: ${example}`,
  })
  return undefined
}
