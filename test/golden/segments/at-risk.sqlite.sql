select profile.customer,
      case when (("profile"."f_orders" >= ?) and ("profile"."f_last_order" >= ? and "profile"."f_last_order" < ?)) then 1 else 0 end as "is_at_risk"
    from (
with "order_answers" as (
  -- one row per subject with a counted order
  select "o"."customer" as subject,
    count(*) as "f_orders",
    max(o.ordered_at) as "f_last_order"
  from "orders" as "o"
  where o.ordered_at <= ?
    and o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
  group by "o"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    "order_answers"."f_last_order" as "f_last_order"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
where coalesce(c.exists_from, ?) <= ? order by c.key
) as profile

-- [2,1779746400000,1787522400000,1795334400000,"cancelled","voided","failed","pending",1795334400000,1795334400000,1795334400000]
