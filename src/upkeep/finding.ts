import type { App } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import type { Account } from '../providers/index.ts'
import type { Outside } from './outside.ts'

/** `broken` must be repaired, `warning` is for a person to know, `skipped` could not or need not be looked at. */
export type Condition = 'ok' | 'warning' | 'broken' | 'skipped'

/** What a check found, in one sentence, and what to do about it. */
export interface Finding {
  readonly condition: Condition
  readonly says: string
  readonly repair?: string
}

/** What a check looks at. */
export interface Patient {
  readonly app: App
  readonly now: Instant
  readonly outside: Outside
  /** The sender's domain. */
  readonly domain: string
  /** The account at the mail service, asked once for all checks; undefined where the emails stay on this computer. */
  account(): Promise<Account | undefined>
}

/** One thing that `doctor` looks at. Most find one thing; each finding is one line. */
export interface Check {
  readonly name: string
  readonly doc: string
  /** For how many ms to wait for it. */
  readonly patience?: number
  look(patient: Patient, signal: AbortSignal): Promise<Finding | readonly Finding[]>
}

export const ok = (says: string): Finding => ({ condition: 'ok', says })
export const skipped = (says: string): Finding => ({ condition: 'skipped', says })
export const warning = (says: string, repair?: string): Finding => found('warning', says, repair)
export const broken = (says: string, repair?: string): Finding => found('broken', says, repair)

function found(condition: Condition, says: string, repair: string | undefined): Finding {
  return repair === undefined ? { condition, says } : { condition, says, repair }
}
