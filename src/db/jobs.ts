import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext, SqlDialect } from './dialect.ts'

/** The steps that some worker does, on PostgreSQL. What each of them is stands in `src/worker/jobs.ts`. */
export type JobName = 'tick' | 'refresh-facts' | 'plan' | 'deliver' | 'webhook' | 'keep-list' | 'tidy'

/** A step to be done, stored together with what makes it necessary. */
export interface Job {
  readonly name: JobName
  /** Of several jobs with one key the last remains. */
  readonly key: string
  readonly payload: Readonly<Record<string, string | number>>
  /** Absent: at once. */
  readonly at?: Instant
  /** Jobs of one queue come one after the other. */
  readonly queue?: string
  /** How often it is tried when it fails, or when its worker dies; absent: 25 times. */
  readonly tries?: number
}

type Ctx = Pick<DbContext, 'db' | 'dialect'>

/**
 * Adds jobs, in the caller's transaction: they are there exactly if what it writes is there. Nothing happens on SQLite,
 * where one process does all steps itself, and where no worker was ever started.
 */
export async function addJobs(ctx: Ctx, jobs: readonly Job[]): Promise<void> {
  const engine = jobs.length > 0 ? await engineSchema(ctx) : undefined
  if (engine === undefined) return
  // One row a key, and all callers in one order, so that two of them do not wait for each other.
  const byKey = new Map(jobs.map((job) => [job.key, job]))
  const rows = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  await sql`
    with
    -- one row per job as the engine takes it
    specs as (
      select
        cast(
          row(
            name, payload, queue, to_timestamp(at / 1000.0), cast(tries as smallint), key, cast(null as smallint), null
          ) as ${sql.table(`${engine}.job_spec`)}
        ) as spec
      from jsonb_to_recordset(cast(${JSON.stringify(rows)} as jsonb))
        as job (name text, key text, payload json, at bigint, queue text, tries integer)
    )
    select count(*)
    from ${sql.table(`${engine}.add_jobs`)}(array(select spec from specs))`.execute(ctx.db)
}

/** Takes jobs away whose work is done already, all callers in one order; one that is being worked on ends by itself. */
export async function dropJobs(ctx: Ctx, keys: readonly string[]): Promise<void> {
  const engine = keys.length > 0 ? await engineSchema(ctx) : undefined
  if (engine === undefined) return
  await sql`
    select count(*)
    from (
      select ${sql.table(`${engine}.remove_job`)}(done.key)
      from jsonb_array_elements_text(cast(${JSON.stringify(keys.toSorted())} as jsonb)) as done (key)
    ) as dropped`.execute(ctx.db)
}

/** How many jobs of a name wait, and how many failed for good. */
export interface JobCount {
  readonly name: string
  readonly waiting: number
  readonly failed: number
}

/** The jobs in the engine's tables, by name. */
export async function countJobs(ctx: Ctx): Promise<readonly JobCount[]> {
  const engine = await engineSchema(ctx)
  if (engine === undefined) return []
  const { rows } = await sql<JobCount>`
    select
      task_identifier as name,
      count(*) filter (where attempts < max_attempts) as waiting,
      count(*) filter (where attempts >= max_attempts and locked_at is null) as failed
    from ${sql.table(`${engine}.jobs`)}
    group by task_identifier
    order by task_identifier`.execute(ctx.db)
  return rows.map(({ name, waiting, failed }) => ({ name, waiting: Number(waiting), failed: Number(failed) }))
}

/** The engine counts the names of jobs at each addition, in 32 bits: the counter is set back long before its end. */
export async function keepEngineSmall(ctx: Ctx): Promise<void> {
  const engine = await engineSchema(ctx)
  if (engine === undefined) return
  for (const table of ['_private_tasks', '_private_job_queues']) {
    await sql`
      select setval(pg_get_serial_sequence(${`${engine}.${table}`}, 'id'), coalesce(max(id), 0) + 1, false)
      from ${sql.table(`${engine}.${table}`)}`.execute(ctx.db)
  }
}

/** The schema of the engine's own tables: each of several shops in one database has its own. */
export async function engineName({ db }: Pick<Ctx, 'db'>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  const schema = rows[0]?.schema ?? 'public'
  return schema === 'public' ? 'graphile_worker' : `graphile_worker_${schema}`
}

const found = new WeakMap<SqlDialect, string>()

/** The same, once a worker has made its tables. */
async function engineSchema({ db, dialect }: Ctx): Promise<string | undefined> {
  if (dialect.name === 'sqlite') return undefined
  const known = found.get(dialect)
  if (known !== undefined) return known
  const name = await engineName({ db })
  const { rows } = await sql<{ there: string | null }>`
    select to_regtype(quote_ident(${name}) || '.job_spec') as there`.execute(db)
  if (rows[0]?.there === null) return undefined
  found.set(dialect, name)
  return name
}
