import * as facts from './0001_facts_and_bookkeeping.ts'
import type { Migration } from './migration.ts'

/** All migrations in order. */
export const migrations: readonly Migration[] = [{ name: '0001_facts_and_bookkeeping', up: facts.up }]
