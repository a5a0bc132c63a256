import { foldName } from '../../src/text/index.ts'

/** The columns of a customer's names, as an import writes them. */
export function called(first: string | null, last: string | null) {
  return {
    first_name: first,
    first_name_folded: first && foldName(first),
    last_name: last,
    last_name_folded: last && foldName(last),
  }
}
