import type { Instant } from '../clock.ts'
import { type SqlDialect, sqlWriter } from '../db/index.ts'
import { memberIdsQuery } from '../segments/index.ts'
import { layOutSql } from './lay-out-sql.ts'
import type { Programme } from './read-programme.ts'

/** The SQL that finds the ids of a segment's members as of an instant. */
export interface SegmentSql {
  readonly segment: string
  readonly dialect: SqlDialect['name']
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** Writes the SQL of a segment; no database is asked. */
export function segmentSql(
  { vocabulary, segments }: Programme,
  segment: string,
  dialectName: SqlDialect['name'],
  now: Instant,
): SegmentSql {
  const { db, dialect, write } = sqlWriter(dialectName)
  const { sql, parameters } = write(memberIdsQuery({ db, dialect, now, vocabulary, segments }, segment))
  return { segment, dialect: dialectName, sql: layOutSql(sql), parameters }
}
