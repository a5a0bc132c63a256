select profile.customer,
      case when ((case when ("profile"."f_country" is not null and "profile"."f_country" in ($1, $2)) then 1 else 0 end + case when ("profile"."f_tag_fe3b5ce771" = 1) then 1 else 0 end + case when ("profile"."e_bought_57719ca43e" >= $3) then 1 else 0 end >= $4) or (not coalesce(("profile"."f_consent" is not null and "profile"."f_consent" in ($5)) or ("profile"."f_city" is null), false) and ("profile"."f_total_spent" >= $6 and "profile"."f_total_spent" <= $7))) then 1 else 0 end as "is_nested"
    from (
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
    case when l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in ($8)) then 1 else 0 end as "chosen_1"
  from "orders" as "o"
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where o.ordered_at + 0 <= $9
    and o.status <> $10 and o.status <> $11 and o.status <> $12 and o.status <> $13
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
    sum(case when o.refunded_at > $14 then o.total else o.total - o.refunded_total end) as "f_total_spent",
    count(*) filter (where "o"."chosen_1" = 1 and (o.ordered_at >= $15)) as "e_bought_57719ca43e"
  from ordered as o
  group by "o"."subject"
), "consent_answers" as (
  -- one row per subject with a word in the log
  select "consents"."customer" as subject,
    case
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed' and (consents.expires_at is null or consents.expires_at > $16))
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'subscribed'
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed')
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'expired'
      when max(coalesce(consents.at, 8640000000000000)) filter (where consents.topic is null and consents.status = 'unsubscribed')
        >= max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')) then 'unsubscribed'
      else 'never asked'
    end as "f_consent"
  from "consents" as "consents"
  where (consents.at is null or consents.at <= $17)
  group by "consents"."customer"
), "tag_answers" as (
  -- one row per subject with a value
  select "t"."customer" as subject,
    max(case when (t.tag_folded is not null and t.tag_folded in ($18)) then 1 else 0 end) as "f_tag_fe3b5ce771"
  from "customer_tags" as "t"
  group by "t"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast($19 as bigint) as at,
    lower(c.country) as "f_country",
    coalesce("tag_answers"."f_tag_fe3b5ce771", 0) as "f_tag_fe3b5ce771",
    coalesce("order_answers"."e_bought_57719ca43e", 0) as "e_bought_57719ca43e",
    coalesce("consent_answers"."f_consent", 'never asked') as "f_consent",
    c.city_folded as "f_city",
    coalesce("order_answers"."f_total_spent", 0) as "f_total_spent"
from customers as c
left join "order_answers" on "order_answers"."subject" = c.key
left join "consent_answers" on "consent_answers"."subject" = c.key
left join "tag_answers" on "tag_answers"."subject" = c.key
where coalesce(c.exists_from, $20) <= $21 order by c.key
) as profile

-- ["hr","si",2,2,"unsubscribed",5000,10000,"tea",1795334400000,"cancelled","voided","failed","pending",1795334400000,1779746400000,1795334400000,1795334400000,"vip",1795334400000,1795334400000,1795334400000]
