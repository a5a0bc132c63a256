import { type RawBuilder, sql } from 'kysely'
import { dayNumber } from '../../calendar/index.ts'
import { ageCurves } from '../../db/index.ts'
import { columns } from './layout.ts'
import { localDayOf } from './local-day.ts'
import { inPopulation } from './order-conditions.ts'
import type { Cte, Part } from './part.ts'
import { fromTable, stored, upTo } from './position.ts'
import type { Scope } from './scope.ts'

/**
 * The row `predicted` of each subject with a counted order: by the newest models that were fitted by the day
 * (`model_fits`), or where these lack, by the subject's rhythm. The formulas are those of models/bg-nbd and gamma-gamma;
 * what is expected of who has not left stands in `age_curves`.
 */
export function predictionRows(scope: Scope): Part {
  return {
    ctes: [
      purchases(scope),
      histories(scope),
      chances(),
      { name: 'predicted', rows: 'one row per subject with a counted order', query: predicted(scope) },
    ],
    joins: ['predicted'],
    answers: new Map(),
  }
}

/** The row `model`, and a condition that holds where somebody must be judged by the rhythm instead. */
export function modelOfTheDay({ today }: Scope): {
  readonly cte: Cte
  readonly missing: RawBuilder<unknown>
} {
  const cte: Cte = {
    name: 'model',
    rows: 'one row: the newest models of the day',
    query: sql`select *
  from model_fits
  where day <= ${sql.lit(dayNumber(today))} and alpha is not null
  order by day desc
  limit 1`,
    use: 'twice',
  }
  return { cte, missing: sql`not exists (select 1 from model)` }
}

/**
 * Read by themselves and not from the staged orders: in the order of an index nothing need be sorted, and the value of the
 * first day is looked up customer by customer.
 */
function purchases(scope: Scope): Cte {
  const { subject, at } = stored(scope, 'o')
  const day = localDayOf({ shop: scope.when.shop, now: scope.ctx.now }, sql`o.ordered_at`)
  const counted = inPopulation('bought', scope.when.shop)
  const value = (as: RawBuilder<unknown>) =>
    sql`cast(sum(case when o.refunded_at > ${as} then o.total else o.total - o.refunded_total end) as bigint)`
  return {
    name: 'purchases',
    rows: 'one row per subject: repeat orders, the first and the last day, the value of all orders and of the first day',
    query: sql`select subject, x, first_day, last_day, spent,
    (
      select ${value(sql`days.at`)}
      from orders as o
      where o.customer = days.customer and o.ordered_at <= days.at and ${counted} and ${day} = days.first_day
    ) as first_value
  from (
    select ${subject} as subject, o.customer, cast(${at} as bigint) as at, count(distinct ${day}) - 1 as x,
      min(${day}) as first_day, max(${day}) as last_day, ${value(at)} as spent
    from ${fromTable(scope, 'orders', 'o')}
    where ${upTo(scope, sql`o.ordered_at`, at)} and ${counted}
    group by ${sql.join(scope.subjects.of === 'everyone' ? [sql`o.customer`] : [subject, sql`o.customer`, at])}
  ) as days`,
  }
}

/** Times in weeks, as the models have them; `silence` is what speaks for having left, `leaving` how readily one does. */
function histories({ today }: Scope): Cte {
  const now = sql.lit(dayNumber(today))
  const weeks = (days: RawBuilder<unknown>) => sql`cast(${days} as double precision) / 7`
  const [age, active] = [
    weeks(sql`(${now} - purchases.first_day)`),
    weeks(sql`(purchases.last_day - purchases.first_day)`),
  ]
  const later = sql`(purchases.spent - purchases.first_value)`
  const known = sql`case when ${age} > ${OLDEST} then ${OLDEST} else ${age} end`
  return {
    name: 'histories',
    rows: 'one row per subject: what the models know of it',
    query: sql`select ${columns([
      sql`purchases.subject`,
      sql`purchases.x`,
      sql`cast(purchases.spent as double precision) as spent`,
      sql`purchases.last_day`,
      sql`${active} as active`,
      sql`model.alpha + ${known} as scale`,
      sql`2 * ln(1 + ${known} / model.alpha) / ln(1 + ${OLDEST} / model.alpha) - 1 as s`,
      sql`case when ${later} > 0 then purchases.x else 0 end as valued`,
      sql`case when ${later} > 0 then cast(${later} as double precision) / ${MINOR} else 0 end as repeated`,
      sql`rhythm.double_gap`,
      sql`case
      when model.alpha is null
      then ${LN2} * cast(2 * (${now} - purchases.last_day) as double precision) / rhythm.double_gap
      else (model.r + purchases.x) * ln((model.alpha + ${age}) / (model.alpha + ${active}))
    end as silence`,
      sql`case
      when model.alpha is null then cast(1 as double precision) / (purchases.x + 1)
      when purchases.x = 0 then 0
      else model.a / (model.b + purchases.x - 1)
    end as leaving`,
    ])}
  from purchases
  left join model on 1 = 1
  left join rhythm on rhythm.subject = purchases.subject`,
  }
}

const LN2 = sql.lit(Math.LN2)
const OLDEST = sql.lit(ageCurves.oldest)

/** Beyond this a chance is nothing, and its exponential no number any more. */
const LONGEST_SILENCE = sql.lit(300)

/** A limit that nothing reaches: neither database looks into the query, where it would work out each part many times. */
const FENCE = sql.lit(Number.MAX_SAFE_INTEGER)

function chances(): Cte {
  return {
    name: 'chances',
    rows: 'the same with the chance that the subject has not left',
    query: sql`select histories.*,
    cast(1 as double precision)
      / (1 + leaving * exp(case when silence > ${LONGEST_SILENCE} then ${LONGEST_SILENCE} else silence end)) as alive
  from histories
  limit ${FENCE}`,
  }
}

function predicted({ when: { shop } }: Scope): RawBuilder<unknown> {
  const { days, nextOrder } = shop.predictions
  const byModel = nextOrder === 'model'
  const along = (curve: string) => sql`(${horner(curve)}) / scale`
  const ofRhythm = sql`cast(${sql.lit(2 * days)} as double precision) / chances.double_gap`
  return sql`select ${columns([
    sql`chances.subject`,
    sql`chances.x`,
    sql`chances.alive`,
    sql`case when model.alpha is null then ${ofRhythm} else ${along('orders_by_age')} end as orders`,
    sql`case
      when model.alpha is null then ${ofRhythm} * ${sql.lit(meanDiscount(days, shop.lifetime.discount))}
      else ${along('worth_by_age')}
    end as discounted`,
    sql`case
      when model.p * valued + model.q > 1
      then ${MINOR} * model.p * (model.gamma + repeated) / (model.p * valued + model.q - 1)
      else chances.spent / (chances.x + 1)
    end as order_value`,
    ...(byModel ? [sql`${nextDay()} as next_day`] : []),
  ])}
  from chances
  left join model on 1 = 1
  left join age_curves as orders_by_age on ${curveOf('orders_by_age', 'orders')}
  left join age_curves as worth_by_age on ${curveOf('worth_by_age', 'discounted')}
${
  byModel
    ? sql`
  left join model_fits as pace on pace.day = ${dayOfPace()}`
    : sql``
}`
}

function curveOf(alias: string, curve: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`${of('day')} = model.day and ${of('curve')} = ${sql.lit(curve)}
    and ${of('x')} = case when chances.x > model.most then model.most else chances.x end`
}

/** A polynomial in s, which goes from -1 for a new customer to 1 for the oldest (models/age-curve). */
function horner(curve: string): RawBuilder<unknown> {
  const coefficients = Array.from({ length: ageCurves.coefficients }, (_, power) => sql.ref(`${curve}.c${power}`))
  return coefficients.reduceRight((sum, coefficient) => sql`(${sum}) * chances.s + ${coefficient}`)
}

/** The models of the last order's week, so that the day stays the same until the next one; for older ones the first. */
function dayOfPace(): RawBuilder<unknown> {
  return sql`coalesce(
    (select max(day) from model_fits where day <= chances.last_day and alpha is not null),
    (select min(day) from model_fits where day <= (select day from model) and alpha is not null)
  )`
}

const TEN_YEARS = sql.lit(3653)

/** Half of such customers order within (alpha + tx) (2^(1 / (r + x)) - 1) weeks of their last order (models/next-order). */
function nextDay(): RawBuilder<unknown> {
  const power = sql`${LN2} / (pace.r + chances.x)`
  const wait = sql`7 * (pace.alpha + chances.active) * (exp(case when ${power} > 30 then 30 else ${power} end) - 1)`
  return sql`case
      when pace.alpha is null then chances.last_day + (chances.double_gap + 1) / 2
      when ${wait} < 1 then chances.last_day + 1
      when ${wait} <= ${TEN_YEARS} then chances.last_day + cast(floor(${wait} + 0.5) as bigint)
    end`
}

/** What a payment at any time within some days is worth today, on average. */
function meanDiscount(days: number, discount: number): number {
  const years = days / 365.25
  return discount === 0 ? 1 : (1 - (1 + discount) ** -years) / (years * Math.log1p(discount))
}

/** Order values are fitted in this many minor units; any would do. */
const MINOR = sql.lit(100)
