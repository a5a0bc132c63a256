with "order_answers" as materialized (
  -- one row per subject with a counted order
  select "s"."subject" as subject,
    max(o.ordered_at) as "f_last_order",
    count(*) as "f_orders",
    sum(case when o.refunded_at > "s"."at" then o.total else o.total - o.refunded_total end) as "f_total_spent"
  from "scratch_golden" as s
  join "orders" as "o" on "o"."customer" = s.customer
  where o.ordered_at <= "s"."at"
    and o.status <> $1 and o.status <> $2 and o.status <> $3 and o.status <> $4
  group by "s"."subject"
), "scored" as materialized (
  -- one row per subject with a counted order: what is scored
  select subject as subject,
    (cast("f_last_order" + 86400000000000 + 0 as bigint) / 86400000 - 1000000) as "recency",
    "f_orders" as "frequency",
    "f_total_spent" as "monetary"
  from order_answers
), "score_base" as materialized (
  -- one row per customer with a counted order
  select base.customer as subject,
    (cast("base"."last_order" + 86400000000000 + 0 as bigint) / 86400000 - 1000000) as "recency",
    "base"."orders" as "frequency",
    "base"."total_spent" as "monetary"
  from (
    select o.customer,
    max(o.ordered_at) as "last_order",
    count(*) as "orders",
    sum(case when o.refunded_at > $5 then o.total else o.total - o.refunded_total end) as "total_spent"
    from orders as o
    where o.ordered_at <= $6 and o.status <> $7 and o.status <> $8 and o.status <> $9 and o.status <> $10
    group by o.customer
  ) as base
), "score_counts" as (
  -- one row per score and value: how many of the base have it
  select 'recency' as score, "recency" as value, count(*) as customers
  from "score_base"
  group by "recency"
  union all
  select 'frequency' as score, "frequency" as value, count(*) as customers
  from "score_base"
  group by "frequency"
  union all
  select 'monetary' as score, "monetary" as value, count(*) as customers
  from "score_base"
  group by "monetary"
), "score_places" as (
  -- the same with how many have at least this value, and how many there are
  select score, value,
    cast(sum(customers) over (partition by score order by value desc) as bigint) as place,
    cast(sum(customers) over (partition by score) as bigint) as of_all
  from score_counts
), "score_borders" as materialized (
  -- one row: the last value inside each fifth
  select max(case when score = 'recency' and place >= (of_all * 1 + 4) / 5 then value end) as "recency_5",
    max(case when score = 'recency' and place >= (of_all * 2 + 4) / 5 then value end) as "recency_4",
    max(case when score = 'recency' and place >= (of_all * 3 + 4) / 5 then value end) as "recency_3",
    max(case when score = 'recency' and place >= (of_all * 4 + 4) / 5 then value end) as "recency_2",
    max(case when score = 'frequency' and place >= (of_all * 1 + 4) / 5 then value end) as "frequency_5",
    max(case when score = 'frequency' and place >= (of_all * 2 + 4) / 5 then value end) as "frequency_4",
    max(case when score = 'frequency' and place >= (of_all * 3 + 4) / 5 then value end) as "frequency_3",
    max(case when score = 'frequency' and place >= (of_all * 4 + 4) / 5 then value end) as "frequency_2",
    max(case when score = 'monetary' and place >= (of_all * 1 + 4) / 5 then value end) as "monetary_5",
    max(case when score = 'monetary' and place >= (of_all * 2 + 4) / 5 then value end) as "monetary_4",
    max(case when score = 'monetary' and place >= (of_all * 3 + 4) / 5 then value end) as "monetary_3",
    max(case when score = 'monetary' and place >= (of_all * 4 + 4) / 5 then value end) as "monetary_2"
  from score_places
), "scores" as (
  -- one row per subject with a counted order
  select scored.subject,
    case when scored."recency" >= border."recency_5" then 5 when scored."recency" >= border."recency_4" then 4 when scored."recency" >= border."recency_3" then 3 when scored."recency" >= border."recency_2" then 2 else 1 end as "recency",
    case when scored."frequency" >= border."frequency_5" then 5 when scored."frequency" >= border."frequency_4" then 4 when scored."frequency" >= border."frequency_3" then 3 when scored."frequency" >= border."frequency_2" then 2 else 1 end as "frequency",
    case when scored."monetary" >= border."monetary_5" then 5 when scored."monetary" >= border."monetary_4" then 4 when scored."monetary" >= border."monetary_3" then 3 when scored."monetary" >= border."monetary_2" then 2 else 1 end as "monetary"
  from scored
  cross join score_borders as border
)
-- one row per subject
select s.subject as subject,
    c.key as customer,
    cast(s.at as bigint) as at,
    case when scores.recency = 5 and (scores.frequency + scores.monetary + 1) / 2 between 4 and 5 then 'champions' when scores.recency between 3 and 4 and (scores.frequency + scores.monetary + 1) / 2 between 4 and 5 then 'loyal' when scores.recency between 4 and 5 and (scores.frequency + scores.monetary + 1) / 2 between 2 and 3 then 'potential loyalists' when scores.recency = 5 and (scores.frequency + scores.monetary + 1) / 2 = 1 then 'new customers' when scores.recency = 4 and (scores.frequency + scores.monetary + 1) / 2 = 1 then 'promising' when scores.recency = 3 and (scores.frequency + scores.monetary + 1) / 2 = 3 then 'need attention' when scores.recency = 3 and (scores.frequency + scores.monetary + 1) / 2 between 1 and 2 then 'about to sleep' when scores.recency = 2 and (scores.frequency + scores.monetary + 1) / 2 between 3 and 5 then 'at risk' when scores.recency = 1 and (scores.frequency + scores.monetary + 1) / 2 between 4 and 5 then 'cannot lose them' when scores.recency = 2 and (scores.frequency + scores.monetary + 1) / 2 between 1 and 2 then 'hibernating' when scores.recency = 1 and (scores.frequency + scores.monetary + 1) / 2 between 1 and 3 then 'lost' end as "f_rfm_group",
    scores.monetary as "f_monetary_score"
from "scratch_golden" as s
join customers as c on c.key = s.customer
left join "order_answers" on "order_answers"."subject" = s.subject
left join "scores" on "scores"."subject" = s.subject
-- ["cancelled","voided","failed","pending",1772359200000,1772359200000,"cancelled","voided","failed","pending"]
