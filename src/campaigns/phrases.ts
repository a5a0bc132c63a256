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
