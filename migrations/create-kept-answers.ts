import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import { createAdoptions } from './create-adoptions.ts'
import { createPredictions } from './create-predictions.ts'
import { createRecommendations } from './create-recommendations.ts'
import type { Schema } from './migration.ts'

/** What took long to count, kept: numbers, never who; what was decided by it; and what recommendations are made from. */
export async function createKeptAnswers(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { text } = columnTypes(dialect)
  await sql`
    create table kept_answers (
      name ${text} not null,
      day bigint not null,
      meaning ${text} not null,
      as_of bigint not null,
      newest_order bigint not null,
      answer ${text} not null,
      primary key (name, day)
    )`.execute(db)
  await createRecommendations(db, dialect)
  await createAdoptions(db, dialect)
  await createPredictions(db, dialect)
}
