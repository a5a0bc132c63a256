with "consent_answers" as (
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
), "attribute_answers" as (
  -- one row per subject with a value
  select "a"."customer" as subject,
    max(case when (case when a.name = ? then a.folded end is not null) then 1 else 0 end) as "f_likes_d4e456d98d",
    max(case when a.name = ? then a.number end) as "f_shoe_size"
  from "customer_attributes" as "a"
  where a.name in (?, ?)
  group by "a"."customer"
), "suppression_rows" as (
  -- one row per suppressed customer
  select customer as subject, reason
  from (
    select suppressions.customer as customer, case min(case suppressions.reason
      when 'erased' then 1
      when 'complained' then 2
      when 'bounced' then 3
      else 4
    end)
      when 1 then 'erased'
      when 2 then 'complained'
      when 3 then 'bounced'
      when 4 then 'manual'
    end as reason
    from suppressions
    where (suppressions.since is null or suppressions.since <= ?)
    group by suppressions.customer) as log
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    lower(c.country) as "f_country",
    (coalesce(c.birth_year, 0) * 10000 + cast(substr(c.birth_day, 1, 2) as bigint) * 100 + cast(substr(c.birth_day, 4, 2) as bigint)) as "f_birthday",
    case when (coalesce(c.birth_year, 0) * 10000 + cast(substr(c.birth_day, 1, 2) as bigint) * 100 + cast(substr(c.birth_day, 4, 2) as bigint)) >= ? then 0 when (coalesce(c.birth_year, 0) * 10000 + cast(substr(c.birth_day, 1, 2) as bigint) * 100 + cast(substr(c.birth_day, 4, 2) as bigint)) >= 10000 then (cast(? as bigint) - (coalesce(c.birth_year, 0) * 10000 + cast(substr(c.birth_day, 1, 2) as bigint) * 100 + cast(substr(c.birth_day, 4, 2) as bigint))) / 10000 end as "f_age",
    case when c.signed_up_at <= ? then c.signed_up_at end as "f_signup_anniversary",
    coalesce("consent_answers"."f_consent", 'never asked') as "f_consent",
    coalesce(suppression_rows.reason, 'no') as "f_suppressed",
    coalesce("tag_answers"."f_tag_fe3b5ce771", 0) as "f_tag_fe3b5ce771",
    1 - coalesce("attribute_answers"."f_likes_d4e456d98d", 0) as "f_likes_d4e456d98d",
    "attribute_answers"."f_shoe_size" as "f_shoe_size"
from customers as c
left join "consent_answers" on "consent_answers"."subject" = c.key
left join "tag_answers" on "tag_answers"."subject" = c.key
left join "attribute_answers" on "attribute_answers"."subject" = c.key
left join "suppression_rows" on "suppression_rows"."subject" = c.key
where coalesce(c.exists_from, ?) <= ? order by c.key
-- [1772359200000,1772359200000,"vip","likes","shoe_size","likes","shoe_size",1772359200000,1772359200000,20260301,20260301,1772359200000,1772359200000,1772359200000]
