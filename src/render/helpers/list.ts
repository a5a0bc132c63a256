import { formatList } from '../formats.ts'
import { type Call, has, needed, unfit } from './call.ts'

/** `{{list items field="name"}}`: "beans, a filter and a cup"; of words as they are, of objects one field. */
export function list(this: unknown, values: unknown, call: Call): string {
  needed(values, call)
  if (!Array.isArray(values)) return unfit(values, 'no list', call)
  const field = call.hash.field
  const words = values.map((value: unknown) => (typeof field === 'string' && has(value, field) ? value[field] : value))
  const shown = words.filter((word) => typeof word === 'string' || typeof word === 'number').map(String)
  if (shown.length === 0) needed(undefined, call)
  return formatList(shown, call.data.formats)
}
