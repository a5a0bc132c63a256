with "ordered" as (
  -- one row per subject and visible order
  select "s"."subject" as subject, "s"."at" as judged_at, "s"."since" as since,
    "o"."key",
    "o"."ordered_at",
    "o"."status",
    "o"."total",
    "o"."refunded_total",
    "o"."refunded_at"
  from "scratch_golden" as s
  join "orders" as "o" on "o"."customer" = s.customer
  where o.ordered_at <= "s"."at"
    and o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
), "mailed" as materialized (
  -- one row per subject and email submitted
  select "s"."subject" as subject, "s"."at" as judged_at, "s"."since" as since,
    "m"."submitted_at",
    "m"."campaign",
    "m"."template",
    "m"."topic"
  from "scratch_golden" as s
  join "messages" as "m" on "m"."customer" = s.customer
  where m.submitted_at is not null
    and m.submitted_at <= "s"."at"
), "email_answers" as (
  -- one row per subject with an email submitted
  select "m"."subject" as subject,
    max(m.submitted_at) as "f_last_emailed"
  from "mailed" as "m"
  group by "m"."subject"
), "mail_happened" as materialized (
  -- one row per subject and event of an email, machines left out
  select "s"."subject" as subject, "s"."at" as judged_at, "s"."since" as since,
    "v"."kind",
    "v"."at",
    "v"."campaign",
    "v"."template",
    "v"."topic",
    "v"."link_folded"
  from "scratch_golden" as s
  join "message_events" as "v" on "v"."customer" = s.customer
  where v.kind in (?)
    and v.machine = 0
    and v.at <= "s"."at"
), "steps" as (
  -- one row per subject and step of a sequence: `first` is 1 for A, 0 for B
  select "m"."subject", 0 as sequence, 1 as first, m.submitted_at as happened_at, 1 as amount
  from "mailed" as "m"
  where ("m"."since" is null or m.submitted_at > "m"."since") and (lower("m"."campaign") is not null and lower("m"."campaign") in (?))
  union all
  select "v"."subject", 0 as sequence, 0 as first, v.at as happened_at, 1 as amount
  from "mail_happened" as "v"
  where v.kind = ? and ("v"."since" is null or v.at > "v"."since") and (lower("v"."campaign") is not null and lower("v"."campaign") in (?))
  union all
  select "v"."subject", 1 as sequence, 1 as first, v.at as happened_at, 1 as amount
  from "mail_happened" as "v"
  where v.kind = ? and ("v"."since" is null or v.at > "v"."since")
  union all
  select o.subject, 1 as sequence, 0 as first, o.ordered_at as happened_at, 1 as amount
  from ordered as o
  where ("o"."since" is null or o.ordered_at > "o"."since")
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
    sum(amount) filter (where sequence = 0 and first = 1 and (cast(happened_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) + 7 < 20513 and (next_at is null or (cast(next_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) > (cast(happened_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) + 7)) as "e_emailed_e5ce7e67b8",
    sum(amount) filter (where sequence = 1 and first = 1 and next_at is not null and (cast(next_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) <= (cast(happened_at + 86400000000000 + 0 as bigint) / 86400000 - 1000000) + 2) as "e_clicked_bccbc6c87d"
  from followed
  group by subject
)
-- one row per subject
select s.subject as subject,
    c.key as customer,
    cast(s.at as bigint) as at,
    coalesce("sequence_answers"."e_emailed_e5ce7e67b8", 0) as "e_emailed_e5ce7e67b8",
    coalesce("sequence_answers"."e_clicked_bccbc6c87d", 0) as "e_clicked_bccbc6c87d",
    "email_answers"."f_last_emailed" as "f_last_emailed"
from "scratch_golden" as s
join customers as c on c.key = s.customer
left join "email_answers" on "email_answers"."subject" = s.subject
left join "sequence_answers" on "sequence_answers"."subject" = s.subject
-- ["cancelled","voided","failed","pending","clicked","welcome","clicked","welcome","clicked"]
