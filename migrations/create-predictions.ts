import { sql } from 'kysely'
import { ageCurves } from '../src/db/prediction-tables.ts'
import { columnTypes } from './column-types.ts'
import type { Schema } from './migration.ts'

/** Models of what customers will do, a row a week, and what they expect by number of orders and age. */
export async function createPredictions(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { text } = columnTypes(dialect)
  const clustered = dialect === 'sqlite' ? sql`without rowid` : sql``
  await sql`
    create table model_fits (
      day bigint primary key,
      made_at bigint not null,
      r double precision,
      alpha double precision,
      a double precision,
      b double precision,
      log_likelihood double precision,
      customers bigint not null,
      p double precision,
      q double precision,
      gamma double precision,
      days integer not null,
      discount double precision not null,
      most integer not null
    )`.execute(db)
  const coefficients = Array.from(
    { length: ageCurves.coefficients },
    (_, power) => sql`${sql.ref(`c${power}`)} double precision not null`,
  )
  await sql`
    create table age_curves (
      day bigint not null,
      curve ${text} not null,
      x integer not null,
      ${sql.join(coefficients)},
      primary key (day, curve, x)
    ) ${clustered}`.execute(db)
}
