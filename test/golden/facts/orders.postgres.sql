with "order_answers" as (
  -- one row per subject with a counted order
  select "o"."customer" as subject,
    count(*) as "f_orders",
    sum(case when o.refunded_at > $1 then o.total else o.total - o.refunded_total end) as "f_total_spent",
    cast(sum(o.total) as double precision) / count(*) as "f_average_order",
    min(o.ordered_at) as "f_first_order",
    count(*) filter (where (o.ordered_at >= $2) and ("o"."coupon_folded" is not null and "o"."coupon_folded" in ($3))) as "e_bought_699d7f3b6c"
  from "orders" as "o"
  where o.ordered_at <= $4
    and o.status <> $5 and o.status <> $6 and o.status <> $7 and o.status <> $8
  group by "o"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast($9 as bigint) as at,
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    coalesce("order_answers"."f_total_spent", 0) as "f_total_spent",
    "order_answers"."f_average_order" as "f_average_order",
    "order_answers"."f_first_order" as "f_first_order",
    coalesce("order_answers"."e_bought_699d7f3b6c", 0) as "e_bought_699d7f3b6c"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
where coalesce(c.exists_from, $10) <= $11 order by c.key
-- [1772359200000,1769731200000,"spring",1772359200000,"cancelled","voided","failed","pending",1772359200000,1772359200000,1772359200000]
