import { type RawBuilder, sql } from 'kysely'
import type { Recommend } from '../config/index.ts'
import type { Instant } from '../clock.ts'
import { chosenBy } from './chosen-by.ts'
import { DAY, limits, SCALE } from './limits.ts'
import type { ModelTables } from './model-tables.ts'

/** A product that may be recommended to a customer, with what speaks for it. */
export interface Candidate {
  readonly customer: number
  readonly id: string
  readonly name: string
  readonly category: string | null
  readonly brand: string | null
  readonly price: number | null
  readonly url: string | null
  readonly image: string | null
  readonly score: number
  /** The name of the bought product that speaks for it most; null: it was bought itself. */
  readonly anchor: string | null
  /** In how many orders the customer bought it. */
  readonly times: number
  /** `new`: the customer never bought from it. */
  readonly category_is: 'new' | 'known'
  /** Where it sells, empty for anywhere; only of bestsellers. */
  readonly country: string
}

/** What candidates are found in: `history` is a scratch table of `historyQuery`, `given` a select of its customers. */
export interface CandidatesFrom {
  readonly model: ModelTables
  readonly history: string
  readonly given: RawBuilder<unknown>
  readonly rules: Recommend
  readonly now: Instant
}

/** Days after which what was bought may be recommended again, unless rules say otherwise. */
const USUAL_AGAIN = 60
/** What each order of a product after the first speaks for it, where 1 is another product with the very same buyers. */
const AGAIN = 3
/** A customer's candidates, so many at most: enough to tell which category fits. */
const MOST_CANDIDATES = 60

/** What goes with what customers bought, and what they bought again and again: the best of each customer, best first. */
export function candidatesQuery(from: CandidatesFrom) {
  const { model, history, rules, now } = from
  return sql<Candidate>`
    with anchors as (
      -- the products that each customer bought last
      select customer, product, name,
        row_number() over (partition by customer order by kept_at desc, times desc, product) as place
      from ${sql.table(history)}
      where kept_at > ${now - limits.pairedDays * DAY}
    ), terms as (
      -- one row per customer, product and bought product that speaks for it
      select anchors.customer, also.id as product, similar_to.score, anchors.product as anchor, anchors.name, 0 as times
      from anchors
      join ${sql.table(model.products)} as mine on mine.id = anchors.product
      join ${sql.table(model.similar)} as similar_to on similar_to.product = mine.number
      join ${sql.table(model.products)} as also on also.number = similar_to.other
      where anchors.place <= ${sql.lit(limits.speaking)}
      union all
      select customer, product, (times - 1) * ${sql.lit(AGAIN * SCALE)}, null, null, times
      from ${sql.table(history)}
      where times > 1
    ), weighed as (
      -- one row per customer and product that something speaks for
      select customer, product, sum(score) as score, max(score) as most
      from terms
      group by customer, product
    ), ranked as (
      -- the same, of those that may be recommended
      select weighed.customer, weighed.product, weighed.score, weighed.most,
        row_number() over (partition by weighed.customer order by weighed.score desc, weighed.product) as rank
      from weighed
      join products as p on p.id = weighed.product
      left join ${sql.table(history)} as own
        on own.customer = weighed.customer
        and own.product = weighed.product
      where ${mayBeTold(rules, now)}
    ), best as (
      select * from ranked where rank <= ${sql.lit(MOST_CANDIDATES)}
    ), spoken as (
      -- one row per product of the best: what speaks for it most
      select terms.*,
        row_number() over (partition by terms.customer, terms.product order by coalesce(anchor, '')) as nth
      from best
      join terms on terms.customer = best.customer and terms.product = best.product and terms.score = best.most
    )
    select best.customer, ${ofProduct}, best.score, spoken.name as anchor, spoken.times,
      ${categoryIs(history)} as category_is
    from best
    join spoken on spoken.customer = best.customer and spoken.product = best.product
    join products as p on p.id = best.product
    where spoken.nth = 1
    order by best.customer, best.rank`
}

/** The bestsellers of each customer's country, then those of all countries. */
export function soldQuery({ model, history, given, rules, now }: CandidatesFrom) {
  return sql<Candidate>`
    select given.customer, ${ofProduct}, 0 as score, null as anchor, 0 as times, best.country
    from ${given} as given
    join customers on customers.key = given.customer
    join ${sql.table(model.bestsellers)} as best on best.country = '' or best.country = customers.country
    join products as p on p.id = best.product
    left join ${sql.table(history)} as own
      on own.customer = given.customer
      and own.product = best.product
    where ${mayBeTold(rules, now)}
    order by given.customer, case when best.country = '' then 1 else 0 end, best.place`
}

const ofProduct = sql`p.id, p.name, p.category, p.brand, p.price, p.url, p.image`

/** Not sent back, not bought a short while ago, and as the rules say. */
function mayBeTold({ from, none, again = USUAL_AGAIN }: Recommend, now: Instant): RawBuilder<unknown> {
  const longAgo = again === 'never' ? sql`1 = 0` : sql`own.at <= ${now - again * DAY}`
  return sql`(own.product is null or (own.returned = 0 and ${longAgo})) and ${chosenBy(from, none)}`
}

function categoryIs(history: string): RawBuilder<unknown> {
  return sql`case
    when exists (
      select 1
      from ${sql.table(history)} as known
      where known.customer = best.customer
        and known.category_folded = p.category_folded
    ) then 'known'
    else 'new'
  end`
}
