import type { Io } from './io.ts'
import type { Talk } from './talk.ts'

/** A line that says how far a long task is; it moves on a terminal only and is gone when done. */
export interface Progress {
  /** `done` of `total` (0 when unknown), and a word about it. */
  update(done: number, total: number, note?: string): void
  end(): void
}

/** Nothing is drawn before this long, so that short tasks leave no trace. */
const QUIET_FOR_MS = 400
const REDRAW_MS = 100
const BAR_COLUMNS = 24

/** Opens a progress line on stderr; off a terminal it does nothing. */
export function openProgress(io: Io, talk: Talk, label: string): Progress {
  if (!talk.lively) return { update() {}, end() {} }
  const began = io.clock.now()
  let drawnAt = began - REDRAW_MS + QUIET_FOR_MS
  let drawn = false
  return {
    update(done, total, note = '') {
      const now = io.clock.now()
      if (now - drawnAt < REDRAW_MS) return
      drawnAt = now
      drawn = true
      io.stderr.write(`\r\u001B[2K${line(label, done, total, note).slice(0, (io.stderr.columns || 80) - 1)}`)
    },
    end() {
      if (drawn) io.stderr.write('\r\u001B[2K')
    },
  }
}

function line(label: string, done: number, total: number, note: string): string {
  if (total <= 0) return `${label}  ${note}`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * BAR_COLUMNS)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_COLUMNS - filled)
  return `${label}  ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${note}`
}
