import type { Fact } from '../fact.ts'

/** What holds where a fact has no value, as a sentence. */
export function sayMissing({ missing }: Pick<Fact, 'missing'>): string {
  if (missing.startsWith('never missing')) return `N${missing.slice(1)}.`
  const never = /^never: (.*)$/.exec(missing)
  return never ? `\`never\` means: ${never[1]}.` : `No value: ${missing}.`
}
