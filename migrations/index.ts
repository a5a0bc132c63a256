import type { Kysely } from 'kysely'
import * as facts from './0001_facts_and_bookkeeping.ts'

/** A migration writes plain SQL: it must not depend on today's table types. */
export type Schema = Pick<Kysely<unknown>, 'getExecutor'>

/** One step of the schema. Released ones are never edited; one file serves both databases. */
export interface Migration {
  readonly name: string
  up(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void>
}

/** All migrations in order. */
export const migrations: readonly Migration[] = [{ name: '0001_facts_and_bookkeeping', up: facts.up }]
