with "lines" as (
  -- one row per subject and line of a visible order; an order without lines has one
  select "s"."subject" as subject, "s"."at" as judged_at, "s"."since" as since,
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at",
    "o"."delivered_at",
    l.quantity,
    l.total_milli,
    case when l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in ($1)) then 1 else 0 end as "chosen_1"
  from "scratch_golden" as s
  join "orders" as "o" on "o"."customer" = s.customer
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where o.ordered_at <= "s"."at"
    and o.status <> $2 and o.status <> $3 and o.status <> $4 and o.status <> $5
), "ordered" as (
  -- one row per subject and visible order, with the sums of its chosen lines
  select "o"."subject",
    "o"."judged_at",
    "o"."since",
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at",
    "o"."delivered_at",
    max("o"."chosen_1") as "chosen_1",
    cast(sum(case when "o"."chosen_1" = 1 then "o"."total_milli" else 0 end) as bigint) as "milli_1",
    cast(sum(case when "o"."chosen_1" = 1 then "o"."quantity" else 0 end) as bigint) as "items_1"
  from lines as o
  group by "o"."subject", "o"."judged_at", "o"."since", "o"."key", "o"."ordered_at", "o"."status", "o"."total", "o"."refunded_total", "o"."refunded_at", "o"."delivered_at"
), "order_answers" as (
  -- one row per subject with a counted order
  select "o"."subject" as subject,
    count(*) as "f_orders",
    count(*) filter (where ("o"."since" is null or o.ordered_at > "o"."since") and (o.ordered_at >= "o"."judged_at" + $6 and o.ordered_at < "o"."judged_at" + $7)) as "e_bought_47707d2fc0",
    count(*) filter (where "o"."chosen_1" = 1 and o.delivered_at <= "o"."judged_at" and ("o"."since" is null or o.delivered_at > "o"."since")) as "e_delivered_0ba18b2982"
  from ordered as o
  group by "o"."subject"
), "event_answers" as (
  -- one row per subject with an event of the shop's own
  select "s"."subject" as subject,
    count(*) filter (where e.name = $8 and ("s"."since" is null or e.at > "s"."since")) as "e_viewed_ccc8203526"
  from "scratch_golden" as s
  join "events" as "e" on "e"."customer" = s.customer
  where e.name in ($9)
    and e.at <= "s"."at"
  group by "s"."subject"
), "consent_answers" as (
  -- one row per subject with a word in the log
  select "s"."subject" as subject,
    case
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed' and (consents.expires_at is null or consents.expires_at > "s"."at"))
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'subscribed'
      when max(coalesce(consents.at, -8640000000000000)) filter (where consents.topic is null and consents.status = 'subscribed')
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'expired'
      when max(coalesce(consents.at, 8640000000000000)) filter (where consents.topic is null and consents.status = 'unsubscribed')
        >= max(coalesce(consents.at, consents.recorded_at)) filter (where consents.topic is null and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')) then 'unsubscribed'
      else 'never asked'
    end as "f_consent"
  from "scratch_golden" as s
  join "consents" as "consents" on "consents"."customer" = s.customer
  where (consents.at is null or consents.at <= "s"."at")
  group by "s"."subject"
), "tag_answers" as (
  -- one row per subject with a value
  select "s"."subject" as subject,
    max(case when (t.tag_folded is not null and t.tag_folded in ($10)) then 1 else 0 end) as "f_tag_fe3b5ce771"
  from "scratch_golden" as s
  join "customer_tags" as "t" on "t"."customer" = s.customer
  group by "s"."subject"
)
-- one row per subject
select s.subject as subject,
    c.key as customer,
    cast(s.at as bigint) as at,
    coalesce("order_answers"."f_orders", 0) as "f_orders",
    coalesce("order_answers"."e_bought_47707d2fc0", 0) as "e_bought_47707d2fc0",
    coalesce("order_answers"."e_delivered_0ba18b2982", 0) as "e_delivered_0ba18b2982",
    coalesce("consent_answers"."f_consent", 'never asked') as "f_consent",
    coalesce("tag_answers"."f_tag_fe3b5ce771", 0) as "f_tag_fe3b5ce771",
    coalesce("event_answers"."e_viewed_ccc8203526", 0) as "e_viewed_ccc8203526"
from "scratch_golden" as s
join customers as c on c.key = s.customer
left join "order_answers" on "order_answers"."subject" = s.subject
left join "event_answers" on "event_answers"."subject" = s.subject
left join "consent_answers" on "consent_answers"."subject" = s.subject
left join "tag_answers" on "tag_answers"."subject" = s.subject
-- ["tea","cancelled","voided","failed","pending",-7200000,1,"viewed","viewed","vip"]
