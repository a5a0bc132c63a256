/** A job as it comes from the database: nothing of its payload is sure. */
export interface GivenJob {
  readonly payload: unknown
  /** 1: never begun before; more: it failed, or its worker died. */
  readonly attempt: number
}
