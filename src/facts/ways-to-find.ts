import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { fold } from '../text/index.ts'

const LONGEST = 200

/**
 * Conditions on `customers`, each a search in an index, by which a person finds one: the id, the beginning of the
 * address or of the id, the beginnings of the names (`maja`, `horv`, `maja horv`). None for an empty text.
 */
export function waysToFind(text: string): RawBuilder<SqlBool>[] {
  const sought = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST)
  if (sought === '') return []
  const [first = '', ...rest] = sought.split(' ')
  const last = rest.join(' ')
  const ways = [sql<SqlBool>`id = ${sought}`, beginsWith('email_folded', fold(sought)), beginsWith('id', sought)]
  const names = spellings(sought).flatMap((name) => [beginsWith('last_name', name), beginsWith('first_name', name)])
  if (last === '') return [...ways, ...names]
  const both = spellings(last).flatMap((surname) =>
    spellings(first).flatMap((name) => [
      sql<SqlBool>`${beginsWith('last_name', surname)} and ${beginsWith('first_name', name)}`,
      sql<SqlBool>`${beginsWith('last_name', name)} and ${beginsWith('first_name', surname)}`,
    ]),
  )
  return [...ways, ...both, ...names]
}

/** A range of the index: from the text itself to the last text that begins with it. */
function beginsWith(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${`${text}\uffff`}`
}

/** As typed, and as names are written: `horvat`, `Horvat`, `HORVAT`. */
function spellings(name: string): string[] {
  const capital = name
    .toLowerCase()
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
  return [...new Set([name, capital, name.toUpperCase()])]
}
