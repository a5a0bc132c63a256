with "lines" as materialized (
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
    coalesce(l.product_id, l.sku, l.name_folded) as product,
    case when l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in (?)) then 1 else 0 end as "chosen_1",
    case when l.key is not null and (coalesce(l.name_folded, p.name_folded) is not null and (replace(coalesce(l.name_folded, p.name_folded), ?, '') <> coalesce(l.name_folded, p.name_folded))) then 1 else 0 end as "chosen_2"
  from "orders" as "o"
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where o.ordered_at + 0 <= ?
), "ordered" as materialized (
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
    cast(sum(case when "o"."chosen_1" = 1 then "o"."quantity" else 0 end) as bigint) as "items_1",
    max("o"."chosen_2") as "chosen_2",
    cast(sum(case when "o"."chosen_2" = 1 then "o"."total_milli" else 0 end) as bigint) as "milli_2",
    cast(sum(case when "o"."chosen_2" = 1 then "o"."quantity" else 0 end) as bigint) as "items_2"
  from lines as o
  group by "o"."subject", "o"."key", "o"."ordered_at", "o"."status", "o"."total", "o"."refunded_total", "o"."refunded_at"
), "order_answers" as (
  -- one row per subject with a counted order
  select "o"."subject" as subject,
    count(*) as "f_orders",
    cast(sum("o"."milli_1" - coalesce(((case when o.refunded_at > ? then 0 else o.refunded_total end) * (("o"."milli_1") / (nullif(o.total, 0))) + (case when o.refunded_at > ? then 0 else o.refunded_total end) * (("o"."milli_1") % (nullif(o.total, 0))) / (nullif(o.total, 0))), 0)) filter (where "o"."chosen_1" = 1) as double precision) / 1000 as "e_bought_43ef8fee40"
  from ordered as o
  where o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
  group by "o"."subject"
), "cancelled_answers" as (
  -- one row per subject with a cancelled order
  select "o"."subject" as subject,
    count(*) filter (where 1 = 1) as "e_cancelled_683f097bd8"
  from ordered as o
  where o.status = 'cancelled'
  group by "o"."subject"
), "product_answers" as (
  -- one row per subject with lines
  select o.subject,
    count(distinct case when "o"."chosen_2" = 1 then o.product end) as "e_bought_d435442b2e"
  from lines as o
  where o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
  group by o.subject
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    coalesce("order_answers"."e_bought_43ef8fee40", 0) as "e_bought_43ef8fee40",
    coalesce("product_answers"."e_bought_d435442b2e", 0) as "e_bought_d435442b2e",
    coalesce("cancelled_answers"."e_cancelled_683f097bd8", 0) as "e_cancelled_683f097bd8"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
left join "cancelled_answers" on "cancelled_answers"."subject" = c.key
left join "product_answers" on "product_answers"."subject" = c.key
where coalesce(c.exists_from, ?) <= ? order by c.key
-- ["tea","tea",1772359200000,1772359200000,1772359200000,"cancelled","voided","failed","pending","cancelled","voided","failed","pending",1772359200000,1772359200000,1772359200000]
