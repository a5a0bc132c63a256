with everyone as materialized (
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
    case when l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in (?)) then 1 else 0 end as "chosen_1"
  from "orders" as "o"
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where o.ordered_at + 0 <= ?
    and o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
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
), "order_answers" as (
  -- one row per subject with a counted order
  select "o"."subject" as subject,
    sum(case when o.refunded_at > ? then o.total else o.total - o.refunded_total end) as "f_total_spent",
    count(*) as "f_orders",
    cast(sum(o.total) as double precision) / count(*) as "f_average_order",
    max(o.total) as "f_largest_order",
    count(*) filter (where "o"."chosen_1" = 1 and (o.ordered_at >= ?)) as "e_bought_57719ca43e"
  from ordered as o
  group by "o"."subject"
), "consent_answers" as (
  -- one row per subject with a word in the log
  select "consents"."customer" as subject,
    case
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed' and (consents.expires_at is null or consents.expires_at > ?))
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'subscribed'
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed')
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'expired'
      when max(coalesce(consents.at, 8640000000000000)) filter (where consents.topic is null and consents.status = 'unsubscribed')
        >= max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')) then 'unsubscribed'
      else 'never asked'
    end as "f_consent"
  from "consents" as "consents"
  where (consents.at is null or consents.at <= ?)
  group by "consents"."customer"
), "tag_answers" as (
  -- one row per subject with a value
  select "t"."customer" as subject,
    max(case when (t.tag_folded is not null and t.tag_folded in (?)) then 1 else 0 end) as "f_tag_fe3b5ce771"
  from "customer_tags" as "t"
  group by "t"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    lower(c.country) as "f_country",
    coalesce("tag_answers"."f_tag_fe3b5ce771", 0) as "f_tag_fe3b5ce771",
    coalesce("order_answers"."e_bought_57719ca43e", 0) as "e_bought_57719ca43e",
    coalesce("consent_answers"."f_consent", 'never asked') as "f_consent",
    c.city_folded as "f_city",
    coalesce("order_answers"."f_total_spent", 0) as "f_total_spent",
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    "order_answers"."f_average_order" as "f_average_order",
    "order_answers"."f_largest_order" as "f_largest_order"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
left join "consent_answers" on "consent_answers"."subject" = c.key
left join "tag_answers" on "tag_answers"."subject" = c.key
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
), "level_1" as materialized (
      -- one row per customer: the answers so far
      select profile.*,
      case when ((case when ("profile"."f_country" is not null and "profile"."f_country" in (?, ?)) then 1 else 0 end + case when ("profile"."f_tag_fe3b5ce771" = 1) then 1 else 0 end + case when ("profile"."e_bought_57719ca43e" >= ?) then 1 else 0 end >= ?) or (not coalesce(("profile"."f_consent" is not null and "profile"."f_consent" in (?)) or ("profile"."f_city" is null), false) and ("profile"."f_total_spent" >= ? and "profile"."f_total_spent" <= ?))) then 1 else 0 end as "is_nested",
      case when (("profile"."f_orders" > 0 and "profile"."f_total_spent" >= (select value from "border_1")) or ("profile"."f_orders" > 0 and coalesce("profile"."f_orders" < (select value from "border_2") or ("profile"."f_orders" = (select value from "border_2") and (select id from customers where key = "profile"."customer") <= (select id from "border_2")), true)) or ("profile"."f_orders" > 0 and "profile"."f_average_order" > (select value from "border_3")) or ("profile"."f_orders" > 0 and "profile"."f_largest_order" < (select value from "border_4"))) then 1 else 0 end as "is_standings"
      from "everyone" as profile
    )
    select profile.customer,
      "is_nested",
      "is_standings",
      case when (((profile."is_nested" = 1 or profile."is_standings" = 1) and ((profile."is_standings" = 1 and not "profile"."customer" in (select customer from "entered_standings")))) and not coalesce(((case when profile."is_standings" = 1 then ? when profile."is_nested" = 1 then ? end) is not null and (case when profile."is_standings" = 1 then ? when profile."is_nested" = 1 then ? end) in (?)) or ("profile"."customer" in (select customer from "entered_nested")) or ("profile"."customer" in (select customer from "left_nested")), false)) then 1 else 0 end as "is_references"
    from "level_1" as profile

-- ["tea",1795334400000,"cancelled","voided","failed","pending",1795334400000,1779746400000,1795334400000,1795334400000,"vip",1795334400000,1795334400000,1795334400000,100000,999999,1000000,2,"hr","si",2,2,"unsubscribed",5000,10000,"standings","nested","standings","nested","standings"]
