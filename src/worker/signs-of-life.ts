import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { forgetNote, note } from '../db/index.ts'
import type { Work } from './work.ts'

/** The signs that a worker gives while it lives. */
export interface SignsOfLife {
  /** Under which names it works from now on, and how those of the dead are freed. */
  now(signed: Signed): void
  end(): Promise<void>
}

/** Whose signs they are: what the engine writes beside its jobs, and how those of others are freed. */
export interface Signed {
  readonly ids: ReadonlySet<string>
  free(ids: readonly string[]): Promise<void>
}

/** How often a sign is given, and after which silence somebody is dead, in ms. */
export interface Pace {
  readonly beat: number
  readonly silence: number
}

/** The engine itself would leave the jobs of the dead locked for four hours. */
export const PACE: Pace = { beat: 10_000, silence: 60_000 }
const NAME = 'worker:'

/**
 * Notes that this worker lives, and frees the jobs of those that have been silent for too long. The silence is counted
 * by whoever looks, from when it saw the last sign: clocks of other machines may be wrong.
 */
export function keepSignsOfLife(work: Work, { ids, free }: Signed, pace: Pace): SignsOfLife {
  const name = `${NAME}${randomUUID()}`
  const seen = new Map<string, { readonly sign: string; readonly at: number }>()
  let mine: Signed = { ids, free }
  let beats = 0
  const beat = async () => {
    const { db } = work.app()
    beats += 1
    await note({ db }, name, JSON.stringify({ beats, ids: [...mine.ids] }))
    const { rows } = await sql<{ name: string; value: string }>`
      select name, value
      from instance
      where name like ${`${NAME}%`}
        and name <> ${name}`.execute(db)
    for (const row of rows) {
      const known = seen.get(row.name)
      const at = performance.now()
      if (known?.sign !== row.value) seen.set(row.name, { sign: row.value, at })
      else if (at - known.at >= pace.silence) {
        await mine.free(idsIn(row.value))
        await forgetNote({ db }, row.name)
        seen.delete(row.name)
        work.app().log.warn('a worker died, its jobs are free', { worker: row.name.slice(NAME.length) })
      }
    }
  }
  let last: Promise<void> = Promise.resolve()
  const again = () => {
    last = beat().catch((error: unknown) => work.heard.failed('No sign of life could be given', error))
  }
  again()
  const timer = setInterval(again, pace.beat)
  return {
    now(fresh) {
      mine = { ids: new Set([...mine.ids, ...fresh.ids]), free: fresh.free }
    },
    async end() {
      clearInterval(timer)
      await last
      await forgetNote(work.app(), name).catch(() => undefined)
    },
  }
}

function idsIn(sign: string): string[] {
  const read: unknown = JSON.parse(sign)
  const ids = typeof read === 'object' && read !== null && 'ids' in read ? read.ids : []
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
