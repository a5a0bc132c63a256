import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** Drops the answers whose names begin so and that stand for days before `day`: nobody asks for them again. */
export async function dropOlder({ db }: DbContext, begins: string, day: number): Promise<void> {
  await sql`delete from kept_answers where name like ${`${begins}%`} and day < ${day}`.execute(db)
}
