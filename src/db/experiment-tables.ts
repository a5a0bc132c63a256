import type { Generated } from 'kysely'

/** The tables of experiments. */
export interface ExperimentTables {
  adoptions: AdoptionsTable
}

/** Append-only: from `at` on everybody new gets this variant, up to `ended_at`. At most one row an email is open. */
export interface AdoptionsTable {
  key: Generated<number>
  campaign: string
  step: string
  variant: string
  at: number
  how: 'by hand' | 'automatically'
  /** JSON: what each variant had come to by then. */
  numbers: string
  ended_at: number | null
}
