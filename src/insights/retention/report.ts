import { type Day, dayOfNumber } from '../../calendar/index.ts'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { type CohortRow, openCohortMatrix } from './cohort-matrix.ts'
import { type CustomerFigures, figuresOf, type LapseRule, type WorthOf } from './figures-of.ts'
import { openGrouping, type Part, type Parts } from './groups.ts'
import { monthsOf, type Period } from './period.ts'
import { readFirstProducts } from './read-first-products.ts'
import { type History, type Keys, readHistories } from './read-histories.ts'
import { lastCustomer, type Person, readPeople } from './read-people.ts'
import { openRfm, type Rfm } from './rfm.ts'
import { addCustomer, noTotals, type Totals } from './totals.ts'

/** What the parts of a report go by. */
export const dimensions = ['segment', 'stage', 'country', 'language', 'product', 'cohort'] as const
export type Dimension = (typeof dimensions)[number]

/** From what on a customer belongs to a month: the first order, or the sign-up. */
export type CohortStart = 'first order' | 'sign-up'

/** The segments or stages of customers at an instant: what is in a list of names, by key, for a stretch of keys. */
export type PlacesOf = (keys: Keys) => Promise<ReadonlyMap<number, readonly string[]>>

/** What a report is about. */
export interface ReportWanted {
  readonly period: Period
  readonly lapse: LapseRule
  readonly cohortsBy: CohortStart
  readonly by: Dimension | undefined
  /** What a model expects of them at the end, where there is one. */
  readonly worth?: WorthOf
  /** Where customers stood at the start, for parts by segment or stage, with the names in their order. */
  readonly atStart?: { readonly names: readonly string[]; readonly of: PlacesOf }
  /** The stages at the end of the period. */
  readonly stages?: { readonly names: readonly string[]; readonly of: PlacesOf }
}

/** The numbers of a period. */
export interface Report {
  readonly whole: Totals
  readonly parts: Parts | undefined
  /** By the stage at the end; null: in none. */
  readonly stages: readonly Part[] | undefined
  readonly cohorts: readonly CohortRow[]
  readonly rfm: Rfm
}

/** So many customers at a time: their orders are a few megabytes. */
const AT_A_TIME = 10_000
/** Parts beyond these are shown together. */
const MOST_PARTS = 24

/**
 * All numbers of a period in one pass: orders are read once, in the order of their index, a stretch of customers at a
 * time, and customers beside them.
 */
export async function makeReport(
  ctx: DbContext,
  shop: Shop,
  wanted: ReportWanted,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Report> {
  const { period } = wanted
  const gathering = gather(wanted)
  const last = await lastCustomer(ctx)
  for (let since = 0; since <= last; since += AT_A_TIME) {
    const keys = { since, until: since + AT_A_TIME }
    const histories = await readHistories(ctx, shop, period, keys)
    const people = needsPeople(wanted) ? await readPeople(ctx, shop, period, keys) : new Map<number, Person>()
    const names = await namesOf(ctx, shop, wanted, keys, people)
    const stages = await wanted.stages?.of(keys)
    gathering.addStretch({ histories, people, names, stages: (customer) => stages?.get(customer)?.[0] ?? null })
    onProgress(Math.min(last, keys.until), last)
    // A page that comes meanwhile is answered first where both are in one thread.
    await new Promise((answered) => setImmediate(answered))
  }
  return gathering.report()
}

/** What was read of a stretch of customers. */
interface Stretch {
  readonly histories: readonly History[]
  readonly people: ReadonlyMap<number, Person>
  names(one: CustomerFigures): readonly (string | null)[]
  stages(customer: number): string | null
}

function gather({ period, lapse, cohortsBy, by, worth, atStart, stages }: ReportWanted) {
  const whole = noTotals()
  const [parts, byStage, rfm] = [openGrouping(), openGrouping(), openRfm()]
  const cohorts = openCohortMatrix(monthsOf(period))
  const addSignUps = ({ people, histories }: Stretch) => {
    const known = new Map(histories.map((history) => [history.customer, history]))
    for (const [key, { signedUp }] of people) if (signedUp !== null) cohorts.add(signedUp, known.get(key))
  }
  return {
    addStretch(stretch: Stretch) {
      for (const history of stretch.histories) {
        const one = figuresOf(history, period, lapse, worth)
        addCustomer(whole, one)
        rfm.add(one)
        if (cohortsBy === 'first order') cohorts.add(one.firstDay, history)
        if (by !== undefined) parts.add(stretch.names(one), one)
        if (stages !== undefined) byStage.add([stretch.stages(one.customer)], one)
      }
      if (cohortsBy === 'sign-up') addSignUps(stretch)
    },
    report: (): Report => ({
      whole,
      parts: by && parts.parts(MOST_PARTS, atStart?.names ?? (by === 'cohort' ? 'by name' : 'by revenue')),
      stages: stages && byStage.parts(stages.names.length + 1, stages.names).shown,
      cohorts: cohorts.rows(),
      rfm: rfm.scored(),
    }),
  }
}

function needsPeople({ by, cohortsBy }: ReportWanted): boolean {
  return by === 'country' || by === 'language' || cohortsBy === 'sign-up'
}

/** What the parts are called that a customer is in. */
async function namesOf(
  ctx: DbContext,
  shop: Shop,
  { by, period, atStart }: ReportWanted,
  keys: Keys,
  people: ReadonlyMap<number, Person>,
): Promise<(one: CustomerFigures) => readonly (string | null)[]> {
  switch (by) {
    case 'country':
    case 'language':
      return ({ customer }) => [people.get(customer)?.[by] ?? null]
    case 'product': {
      const products = await readFirstProducts(ctx, shop, period, keys)
      return ({ customer }) => [products.get(customer) ?? null]
    }
    case 'cohort':
      return ({ firstDay }) => [monthOf(firstDay)]
    case 'segment':
    case 'stage': {
      const places = await atStart?.of(keys)
      return ({ customer }) => places?.get(customer) ?? [null]
    }
    default:
      return () => []
  }
}

function monthOf(day: number): Day {
  return dayOfNumber(day).slice(0, 7)
}
