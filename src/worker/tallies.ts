import { OUTCOMES, type Outcomes } from './outcomes.ts'
import type { Heard } from './work.ts'

/** What this process has done since it started; Prometheus adds up those of all processes. */
export interface Tallies {
  readonly emails: Record<keyof Outcomes, number>
  /** Events of mail services that were stored. */
  webhooks: number
  /** How long each run took, in seconds. */
  readonly runs: number[]
  /** Things that failed and are tried again. */
  failures: number
}

/** All at zero. */
export function noTallies(): Tallies {
  return { emails: { submitted: 0, failed: 0, uncertain: 0, skipped: 0 }, webhooks: 0, runs: [], failures: 0 }
}

/** Counts what is heard before it is passed on. */
export function counting(heard: Heard, tallies: Tallies): Heard {
  return {
    ...heard,
    handedOver(outcomes) {
      for (const name of OUTCOMES) tallies.emails[name] += outcomes[name]
      heard.handedOver(outcomes)
    },
    ran(ran, summary, ms) {
      tallies.runs.push(ms / 1000)
      heard.ran(ran, summary, ms)
    },
    failed(what, error) {
      tallies.failures += 1
      heard.failed(what, error)
    },
  }
}
