import type {
  Experiments,
  GoalLine,
  GoalState,
  GuardedPlan,
  Predictions,
  ReportRequest,
  RetentionReport,
} from '../../app/index.ts'
import type { Day } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { Difference, NoRevision } from '../../diff/index.ts'
import type { Alerts, CampaignStats } from '../../insights/index.ts'
import type { Findings, RankedWanted, StoredMember, TriedRule } from '../../segments/index.ts'
import type { FutureOrders, Simulation } from '../../simulate/index.ts'
import type { Journey } from '../campaigns/count-journey.ts'

/** A question that may read the whole base, as plain data: it may be answered on another thread. */
export type Task =
  | { readonly kind: 'sizes'; readonly at: Instant }
  | { readonly kind: 'past sizes'; readonly segment: string; readonly at: readonly Instant[] }
  /** Without `at` as of now. */
  | { readonly kind: 'findings'; readonly segment: string; readonly since: Instant; readonly at?: Instant }
  | { readonly kind: 'members'; readonly wanted: RankedWanted; readonly asOf: Instant }
  | { readonly kind: 'try'; readonly file: string; readonly text: string }
  | {
      readonly kind: 'simulate'
      readonly from: Day
      readonly to: Day
      readonly orders: FutureOrders
      readonly seed: number
    }
  | { readonly kind: 'diff'; readonly revision: string }
  | { readonly kind: 'plan'; readonly at: Instant }
  /** Counted anew for each `since`. */
  | { readonly kind: 'stats'; readonly since: Instant }
  /** What the pages on campaigns need of the last 30 days, counted and kept; anew for each `since`. */
  | { readonly kind: 'results'; readonly since: Instant }
  /** The retention report of a period; counted anew for each `since` while the period is under way. */
  | { readonly kind: 'report'; readonly request: ReportRequest; readonly since: Instant }
  /** How the goals of the shop stand; counted anew for each `since`. */
  | { readonly kind: 'goals'; readonly since: Instant }
  /** How the numbers of the goals went since they were set. */
  | { readonly kind: 'goal lines' }
  /** What the models say of the 365 days ahead; fitted anew each day. */
  | { readonly kind: 'predictions' }
  /** Versions and holdouts; counted anew for each `since`. */
  | { readonly kind: 'experiments'; readonly since: Instant }
  /** What left its usual range; counted anew for each `since`. */
  | { readonly kind: 'alerts'; readonly most: number; readonly since: Instant }
  | { readonly kind: 'journey'; readonly campaign: string; readonly since: Instant }

/** What each kind of task answers with. */
export interface Results {
  /** Members of each segment. */
  readonly sizes: ReadonlyMap<string, number>
  /** Members of one segment by instant. */
  readonly 'past sizes': ReadonlyMap<Instant, number>
  /** Undefined where there is no such segment any more. */
  readonly findings: Findings | undefined
  readonly members: readonly StoredMember[]
  readonly try: TriedRule | undefined
  readonly simulate: SimulatedDays
  readonly diff: Difference | NoRevision
  /** What a run at that instant would decide, in counts. */
  readonly plan: GuardedPlan
  /** What came of the emails of all campaigns. */
  readonly stats: readonly CampaignStats[]
  readonly results: 'kept'
  readonly report: RetentionReport
  readonly goals: readonly GoalState[]
  readonly 'goal lines': readonly GoalLine[]
  readonly alerts: Alerts
  readonly predictions: Predictions
  readonly experiments: Experiments
  readonly journey: Journey | undefined
}

/** A simulation with its files to download. */
export interface SimulatedDays {
  readonly simulation: Simulation
  /** The calendar, an SVG picture. */
  readonly picture: string
  readonly customersCsv: string
}

/** What is told while a task is worked on, in steps of its own; a step may be done in part. */
export type OnProgress = (done: number, total: number) => void
