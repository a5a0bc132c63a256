with "event_answers" as (
  -- one row per subject with an event of the shop's own
  select "e"."customer" as subject,
    max(e.at) as "f_last_visit"
  from "events" as "e"
  where e.name in (?)
    and e.at + 0 <= ?
  group by "e"."customer"
), "email_answers" as (
  -- one row per subject with an email submitted
  select "m"."customer" as subject,
    max(m.submitted_at) as "f_last_emailed",
    count(*) filter (where (m.submitted_at >= ? and m.submitted_at < ?) and (lower("m"."campaign") is not null and lower("m"."campaign") in (?))) as "e_emailed_f62e4a5dfd"
  from "messages" as "m"
  where m.submitted_at is not null
    and m.submitted_at + 0 <= ?
  group by "m"."customer"
), "mail_event_answers" as (
  -- one row per subject with an event of an email, machines left out
  select "v"."customer" as subject,
    max(case when v.kind = 'clicked' then v.at end) as "f_last_clicked",
    count(*) filter (where v.kind = ? and (lower("v"."topic") is not null and lower("v"."topic") in (?))) as "e_opened_e51ad11616",
    count(*) filter (where v.kind = ? and (v.link_folded is not null and (replace(v.link_folded, ?, '') <> v.link_folded))) as "e_clicked_d71fee45cc"
  from "message_events" as "v"
  where v.machine = 0
    and v.at + 0 <= ?
  group by "v"."customer"
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
    end as "f_consent",
    case
      when max(coalesce(consents.at, -8640000000000000)) filter (where (consents.topic is null or consents.topic = ?) and consents.status = 'subscribed' and (consents.expires_at is null or consents.expires_at > ?))
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where (consents.topic is null or consents.topic = ?) and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'subscribed'
      when max(coalesce(consents.at, -8640000000000000)) filter (where (consents.topic is null or consents.topic = ?) and consents.status = 'subscribed')
        > coalesce(max(coalesce(consents.at, consents.recorded_at)) filter (where (consents.topic is null or consents.topic = ?) and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')), -8640000000000000 - 1) then 'expired'
      when max(coalesce(consents.at, 8640000000000000)) filter (where (consents.topic is null or consents.topic = ?) and consents.status = 'unsubscribed')
        >= max(coalesce(consents.at, consents.recorded_at)) filter (where (consents.topic is null or consents.topic = ?) and consents.status <> 'subscribed' and (consents.at is not null or consents.status = 'unsubscribed')) then 'unsubscribed'
      else 'never asked'
    end as "f_topic_2a55a4d5e4",
    count(*) filter (where consents.status = 'unsubscribed' and consents.at is not null and (consents.at >= ? and consents.at < ?)) as "e_unsubscribed_1d2bdcff18"
  from "consents" as "consents"
  where (consents.at is null or consents.at <= ?)
  group by "consents"."customer"
)
-- one row per subject
select c.key as subject,
    c.key as customer,
    cast(? as bigint) as at,
    coalesce("email_answers"."e_emailed_f62e4a5dfd", 0) as "e_emailed_f62e4a5dfd",
    "email_answers"."f_last_emailed" as "f_last_emailed",
    coalesce("mail_event_answers"."e_opened_e51ad11616", 0) as "e_opened_e51ad11616",
    coalesce("mail_event_answers"."e_clicked_d71fee45cc", 0) as "e_clicked_d71fee45cc",
    "mail_event_answers"."f_last_clicked" as "f_last_clicked",
    coalesce("consent_answers"."e_unsubscribed_1d2bdcff18", 0) as "e_unsubscribed_1d2bdcff18",
    coalesce("consent_answers"."f_consent", 'never asked') as "f_consent",
    coalesce("consent_answers"."f_topic_2a55a4d5e4", 'never asked') as "f_topic_2a55a4d5e4",
    "event_answers"."f_last_visit" as "f_last_visit",
    bucket(? || c.id) as "f_bucket_06eaf44d15"
from customers as c
left join "event_answers" on "event_answers"."subject" = c.key
left join "email_answers" on "email_answers"."subject" = c.key
left join "mail_event_answers" on "mail_event_answers"."subject" = c.key
left join "consent_answers" on "consent_answers"."subject" = c.key
where coalesce(c.exists_from, ?) <= ? order by c.key
-- ["viewed",1772359200000,1764547200000,1772409600000,"welcome",1772359200000,"opened","news","clicked","/sale",1772359200000,1772359200000,"news",1772359200000,"news","news","news","news","news",1769731200000,1772409600000,1772359200000,1772359200000,"spring:",1772359200000,1772359200000]
