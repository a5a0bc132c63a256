with "lines" as (
  -- one row per subject and line of a visible order; an order without lines has one
  select "o"."customer" as subject,
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at",
    l.quantity,
    l.total_milli,
    case when l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in ($1)) then 1 else 0 end as "chosen_1"
  from "orders" as "o"
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where o.ordered_at + 0 <= $2
    and o.status <> $3 and o.status <> $4 and o.status <> $5 and o.status <> $6
), "ordered" as (
  -- one row per subject and visible order, with the sums of its chosen lines
  select "o"."subject",
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at",
    max("o"."chosen_1") as "chosen_1",
    cast(sum(case when "o"."chosen_1" = 1 then "o"."total_milli" else 0 end) as bigint) as "milli_1",
    cast(sum(case when "o"."chosen_1" = 1 then "o"."quantity" else 0 end) as bigint) as "items_1"
  from lines as o
  group by "o"."subject", "o"."key", "o"."ordered_at", "o"."status", "o"."total", "o"."refunded_total", "o"."refunded_at"
), "happened" as materialized (
  -- one row per subject and event of the shop's own
  select "e"."customer" as subject,
    "e"."name",
    "e"."at",
    "e"."matched"
  from "events" as "e"
  where e.name in ($7)
    and e.at + 0 <= $8
), "event_answers" as (
  -- one row per subject with an event of the shop's own
  select "e"."subject" as subject,
    cast(sum(cast(cast(case when e.name = $9 then case jsonb_typeof(cast(e.matched as jsonb) -> 'price') when 'number' then cast(cast(e.matched as jsonb) ->> 'price' as double precision) end end as text) as numeric)) as double precision) as "e_viewed_b1a10108ec"
  from "happened" as "e"
  group by "e"."subject"
), "steps" as (
  -- one row per subject and step of a sequence: `first` is 1 for A, 0 for B
  select "e"."subject", 0 as sequence, 1 as first, e.at as happened_at, 1 as amount
  from "happened" as "e"
  where e.name = $10 and (cast(e.matched as jsonb) ->> 'category' is not null and cast(e.matched as jsonb) ->> 'category' in ($11))
  union all
  select o.subject, 0 as sequence, 0 as first, o.ordered_at as happened_at, 1 as amount
  from ordered as o
  where "o"."chosen_1" = 1
), "followed" as (
  -- the same with the instant of the next second step
  select subject, sequence, first, happened_at, amount,
    min(case when first = 0 then happened_at end) over (
      partition by subject, sequence
      order by happened_at
      range between 1 following and unbounded following
    ) as next_at
  from steps
), "sequence_answers" as (
  -- one row per subject with a step
  select subject,
    sum(amount) filter (where sequence = 0 and first = 1 and (cast(happened_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) + 2 < 20513 and (next_at is null or (cast(next_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) > (cast(happened_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) + 2)) as "e_viewed_434aaeb2f9"
  from followed
  group by subject
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast($12 as bigint) as at,
    coalesce("sequence_answers"."e_viewed_434aaeb2f9", 0) as "e_viewed_434aaeb2f9",
    coalesce("event_answers"."e_viewed_b1a10108ec", 0) as "e_viewed_b1a10108ec"
from customers as c
left join "event_answers" on "event_answers"."subject" = c.key
left join "sequence_answers" on "sequence_answers"."subject" = c.key
where coalesce(c.exists_from, $13) <= $14 order by c.key
-- ["tea",1772359200000,"cancelled","voided","failed","pending","viewed",1772359200000,"viewed","viewed","tea",1772359200000,1772359200000,1772359200000]
