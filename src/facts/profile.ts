import { type RawBuilder, sql } from 'kysely'
import { isZone } from '../calendar/index.ts'
import type { Fact } from './fact.ts'
import { isCurrency } from './kinds/amount.ts'
import { anyTextSql } from './kinds/text-match.ts'
import { yearsSinceDay } from './years.ts'

/** What the customer's own row says: rows `c`. Attributes of a customer hold for all times. */
export const profileFacts: readonly Fact[] = [
  {
    name: 'signed_up',
    kind: 'past date',
    doc: 'When the customer signed up.',
    example: 'within the last 7 days',
    missing: 'never: the file says nothing',
    rows: 'customers',
    sql: ({ at }) => sql`case when c.signed_up_at <= ${at} then c.signed_up_at end`,
  },
  {
    name: 'signup_anniversary',
    kind: 'anniversary',
    doc: 'The day of the sign-up, in each later year.',
    example: 'today',
    missing: 'a customer without a sign-up has none',
    rows: 'customers',
    needs: ['signed_up'],
    sql: ({ answer }) => answer('signed_up'),
  },
  {
    name: 'birthday',
    kind: 'yearly date',
    doc: 'The birthday, with or without its year.',
    example: 'within the next 7 days',
    missing: 'a customer without a birthday is never met by a day',
    rows: 'customers',
    sql: () => packedSql(sql`c.birth_year`, sql`c.birth_day`),
  },
  {
    name: 'age',
    kind: 'count',
    doc: 'Full years since birth; it rises on the day on which the birthday is kept.',
    example: 'at least 18',
    missing: 'a birthday without its year gives no age',
    rows: 'customers',
    needs: ['birthday'],
    sql: (view) => yearsSinceDay(view.answer('birthday'), view),
  },
  place('country', 'country', 'The country, as an ISO 3166 code.', 'HR', sql`lower(c.country)`),
  place('region', 'text', 'The region or state.', 'Dalmacija', sql`c.region_folded`),
  place('city', 'text', 'The city.', '[Zagreb, Split]', sql`c.city_folded`),
  place('language', 'language', 'The language: `hr` holds `hr` and `hr-HR`.', 'hr', sql`lower(c.language)`),
  {
    ...place('time_zone', 'text', 'The time zone, by its IANA name.', 'Europe/Zagreb', sql`lower(c.time_zone)`),
    known: { has: isZone, names: () => Intl.supportedValuesOf('timeZone') },
  },
  {
    ...place('currency', 'text', "The customer's own currency, an ISO 4217 code.", 'EUR', sql`lower(c.currency)`),
    known: { has: (text) => isCurrency(text.toUpperCase()), names: () => Intl.supportedValuesOf('currency') },
  },
  {
    name: 'tag',
    kind: 'text',
    doc: "The words of the customer's tags; a line asks whether one of them fits.",
    example: '[vip, wholesale]',
    missing: 'a customer without tags meets only `not set`',
    rows: 'tags',
    answers: 'asked',
    sql: ({ asked }) => anyTextSql(sql`t.tag_folded`, asked),
  },
  {
    name: 'bucket',
    kind: 'share',
    doc: 'A part of the customers chosen by chance, always the same for one name: for trials of your own.',
    example: '{name: spring-test, share: 10 percent}',
    missing: 'never missing',
    rows: 'customers',
    answers: 'named',
    sql: ({ dialect, name = '' }) => dialect.bucket(name, sql`c.id`),
  },
]

/** A yearly date as one number, YYYYMMDD, year 0 where it is unknown: `packed` of the kinds, in SQL. */
export function packedSql(year: RawBuilder<unknown>, monthDay: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(coalesce(${year}, 0) * 10000 + cast(substr(${monthDay}, 1, 2) as bigint) * 100 + cast(substr(${monthDay}, 4, 2) as bigint))`
}

function place(
  name: string,
  kind: 'text' | 'country' | 'language',
  doc: string,
  example: string,
  column: RawBuilder<unknown>,
): Fact {
  const missing = `${name} unknown: met only by \`not set\``
  return { name, kind, doc, example, missing, rows: 'customers', sql: () => column }
}
