import type { Shop } from '../../config/shop.ts'
import type { People } from './people.ts'

/** What a line of a rule found, hidden where names are masked and the line asks who somebody is. */
export function hiddenWhereAsked(
  { people, app }: { readonly people: People; readonly app: { readonly shop: Shop } },
  line: string,
  found: string,
): string {
  const own = app.shop.attributes.map(({ name }) => name)
  const words = new Set(line.toLowerCase().match(/[\p{L}\d_]+/gu))
  return [...PRIVATE, ...own].some((word) => words.has(word)) ? people.hidden(found) : found
}

const PRIVATE = 'birthday age city region country email first_name last_name phone tag tags id time_zone'.split(' ')
