import type { Problem } from '../problem.ts'
import { problemOn, type YamlEntry } from '../yaml/index.ts'

/** Weekday names, Monday first. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

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

/** `3 days`, `1 day`, `2 weeks` in days. */
export function daysOf(text: string): number | undefined {
  const match = /^(\d{1,4}) (days?|weeks?)$/.exec(text)
  if (!match) return undefined
  return Number(match[1]) * ((match[2] as string).startsWith('week') ? 7 : 1)
}

/** `9:00` or `09:00` as `09:00`; 00:00 to 23:59. */
export function timeOf(text: string): string | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined
  return `${(match[1] as string).padStart(2, '0')}:${match[2]}`
}

/** The word itself when it is one of `words`. */
export function wordOf<W extends string>(...words: readonly W[]): (text: string) => W | undefined {
  return (text) => words.find((word) => word === text)
}

/** `yes`/`no`, also as YAML's true and false. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  if (text === 'yes' || text === 'true') return 'yes'
  return text === 'no' || text === 'false' ? 'no' : undefined
}
