with everyone as materialized (
with "order_answers" as (
  -- one row per subject with a counted order
  select "o"."customer" as subject,
    sum(case when o.refunded_at > ? then o.total else o.total - o.refunded_total end) as "f_total_spent",
    count(*) as "f_orders",
    cast(sum(o.total) as double precision) / count(*) as "f_average_order",
    max(o.total) as "f_largest_order"
  from "orders" as "o"
  where o.ordered_at <= ?
    and o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
  group by "o"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    coalesce("order_answers"."f_total_spent", 0) as "f_total_spent",
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    "order_answers"."f_average_order" as "f_average_order",
    "order_answers"."f_largest_order" as "f_largest_order"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
where coalesce(c.exists_from, ?) <= ? order by c.key
), "border_1" as materialized (
  -- one row: the value at the last rank that belongs
  select "everyone"."f_total_spent" as value
  from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_total_spent" is not null
  order by "everyone"."f_total_spent" desc
  limit 1
  offset (
    select case when count(*) = 0 then 0 else (count(*) * cast(? as bigint) + cast(? as bigint)) / cast(? as bigint) - 1 end
    from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_total_spent" is not null
  )
), "border_2" as materialized (
  -- one row: the last customer who belongs
  select "everyone"."f_orders" as value, (select id from customers where key = "everyone"."customer") as id
  from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_orders" is not null
  order by "everyone"."f_orders" asc, id
  limit 1
  offset ?
), "border_3" as materialized (
  select cast(sum("everyone"."f_average_order") as double precision) / count("everyone"."f_average_order") as value
  from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_average_order" is not null
), "border_4" as materialized (
  -- one row: the value in the middle
  select cast(min(value) + max(value) as double precision) / 2 as value
  from (
  select "everyone"."f_largest_order" as value
  from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_largest_order" is not null
  order by "everyone"."f_largest_order"
  limit (
    select 2 - count(*) % 2
    from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_largest_order" is not null
  )
  offset (
    select (count(*) - 1) / 2
    from "everyone"
  where "everyone"."f_orders" > 0 and "everyone"."f_largest_order" is not null
  )
  ) as middle
)
    select profile.customer,
      case when (("profile"."f_orders" > 0 and "profile"."f_total_spent" >= (select value from "border_1")) or ("profile"."f_orders" > 0 and coalesce("profile"."f_orders" < (select value from "border_2") or ("profile"."f_orders" = (select value from "border_2") and (select id from customers where key = "profile"."customer") <= (select id from "border_2")), true)) or ("profile"."f_orders" > 0 and "profile"."f_average_order" > (select value from "border_3")) or ("profile"."f_orders" > 0 and "profile"."f_largest_order" < (select value from "border_4"))) then 1 else 0 end as "is_standings"
    from "everyone" as profile

-- [1795334400000,1795334400000,"cancelled","voided","failed","pending",1795334400000,1795334400000,1795334400000,100000,999999,1000000,2]
