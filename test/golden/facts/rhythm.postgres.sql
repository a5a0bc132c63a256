with "ordered" as materialized (
  -- one row per subject and visible order
  select "o"."customer" as subject,
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at"
  from "orders" as "o"
  where o.ordered_at + 0 <= $1
    and o.status <> $2 and o.status <> $3 and o.status <> $4 and o.status <> $5
), "order_answers" as (
  -- one row per subject with a counted order
  select "o"."subject" as subject,
    count(*) as "f_orders"
  from ordered as o
  group by "o"."subject"
), "order_days" as (
  -- one row per subject and day with a counted order
  select distinct o.subject, (cast(o.ordered_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) as day
  from ordered as o
), "gaps" as (
  -- one row per subject and day with a counted order: days since the one before
  select subject, day, day - lag(day) over (partition by subject order by day) as gap
  from order_days
), "ranked_gaps" as (
  -- one row per gap: its place among those of the subject, by length
  select subject, day, gap,
    row_number() over (partition by subject order by gap) as place,
    count(*) over (partition by subject) as gaps
  from gaps
  where gap is not null
), "rhythm" as (
  -- one row per subject with orders on three days or more
  select subject, max(day) as last_day,
    cast(
      sum(case when place in ((gaps + 1) / 2, (gaps + 2) / 2) then gap end) * 2
      / sum(case when place in ((gaps + 1) / 2, (gaps + 2) / 2) then 1 end) as bigint
    ) as double_gap
  from ranked_gaps
  where gaps >= 2
  group by subject
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast($6 as bigint) as at,
    cast(rhythm.double_gap as double precision) / 2 as "f_usual_gap",
    cast(2 * (20513 - rhythm.last_day) as double precision) / rhythm.double_gap as "f_overdue_ratio",
    ((rhythm.last_day + (rhythm.double_gap + 1) / 2) * 86400000 + 43200000 - 0) as "f_next_order_expected",
    coalesce("order_answers"."f_orders", 0) as "f_orders"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
left join "rhythm" on "rhythm"."subject" = c.key
where coalesce(c.exists_from, $7) <= $8 order by c.key
-- [1772359200000,"cancelled","voided","failed","pending",1772359200000,1772359200000,1772359200000]
