import type { Kysely } from 'kysely'

/** A migration writes plain SQL: it must not depend on today's table types. */
export type Schema = Pick<Kysely<unknown>, 'getExecutor'>

/** One step of the schema. Released ones are never edited; one file serves both databases. */
export interface Migration {
  readonly name: string
  up(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void>
}
