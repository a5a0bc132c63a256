import type { Problem } from '../problem.ts'
import { flowText } from './flow-text.ts'
import type { YamlEntry } from './node.ts'

/** A problem for a key that nothing knows; `near` is the nearest known one. */
export function unknownKey(
  entry: YamlEntry,
  known: readonly string[],
  what: string,
  near: string | undefined,
): Problem {
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
export function lineWith(key: string, { keyPlace, value }: YamlEntry): string {
  const isBlock = value.kind !== 'scalar' && value.place.line > keyPlace.line
  return isBlock ? `${key}:` : `${key}: ${flowText(value)}`.trimEnd()
}
