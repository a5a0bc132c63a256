import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { fold, foldName } from '../text/index.ts'

const LONGEST = 200
/** A name of more words is not looked for with the family name in each place. */
const MOST_WORDS = 6
/** Among how many of the newest customers letters within a name are sought: no index finds them. */
const NEWEST = 20_000
const LEAST_WITHIN = 3

/**
 * Conditions on `customers` by which a person finds one: the id, the beginning of the address or of the id, the
 * beginnings of the names in either order and without accents (`maja`, `horv`, `horvat maja`), each a search in an
 * index; last, letters anywhere in the name, among the newest customers. None for an empty text.
 */
export function waysToFind(text: string): RawBuilder<SqlBool>[] {
  const sought = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST)
  if (sought === '') return []
  const ways = [sql<SqlBool>`id = ${sought}`, beginsWith('email_folded', fold(sought)), beginsWith('id', sought)]
  const name = foldName(sought)
  return name === '' ? ways : [...ways, ...beginnings(name), ...within(name)]
}

/** One name that begins so, or both in either order. */
function beginnings(name: string): RawBuilder<SqlBool>[] {
  const words = name.split(' ').slice(0, MOST_WORDS)
  const both = words.slice(1).flatMap((_, at) => {
    const [one, other] = [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]
    return [
      sql<SqlBool>`${beginsWith('last_name_folded', other)} and ${beginsWith('first_name_folded', one)}`,
      sql<SqlBool>`${beginsWith('last_name_folded', one)} and ${beginsWith('first_name_folded', other)}`,
    ]
  })
  return [...both, beginsWith('last_name_folded', name), beginsWith('first_name_folded', name)]
}

/** A range of the index: from the text itself to the last text that begins with it. */
function beginsWith(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${`${text}\u{10ffff}`}`
}

function within(name: string): RawBuilder<SqlBool>[] {
  if (name.length < LEAST_WITHIN) return []
  const whole = sql`coalesce(first_name_folded, '') || ' ' || coalesce(last_name_folded, '')`
  return [
    sql<SqlBool>`
      key > (select max(key) - ${NEWEST} from customers)
      and ${whole} like ${`%${name.replaceAll(/[!%_]/g, '!$&')}%`} escape '!'`,
  ]
}
