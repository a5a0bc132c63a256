-- The four shipped segments with their history, as somebody would write them by hand who knows these tables and
-- PostgreSQL. :now is the slot of the run; :day_90 is the first instant of the day 90 days ago in the shop.

create temporary table hand_totals on commit drop as
select
  customer,
  count(*) as orders,
  sum(case when refunded_at > :now then total else total - refunded_total end) as spent,
  min(ordered_at) as first_order,
  max(ordered_at) as last_order
from orders
where ordered_at <= :now
  and status not in ('cancelled', 'voided', 'failed', 'pending')
group by customer;

analyze hand_totals;

create temporary table hand_members on commit drop as
select
  customer,
  orders = 1 and first_order >= :day_30 as is_new,
  spent >= (
    select spent
    from hand_totals
    order by spent desc
    limit 1
    offset (select (count(*) * 10 + 99) / 100 - 1 from hand_totals)
  ) and last_order >= :day_90 as high_value,
  orders >= 2 and last_order >= :day_180 and last_order < :day_90 as at_risk,
  last_order < :day_180 as lapsed
from hand_totals;

analyze hand_members;

update memberships set left_at = :now
where segment = 'new' and left_at is null and not exists (
  select 1 from hand_members where is_new and customer = memberships.customer);

update memberships set left_at = :now
where segment = 'high-value' and left_at is null and not exists (
  select 1 from hand_members where high_value and customer = memberships.customer);

update memberships set left_at = :now
where segment = 'at-risk' and left_at is null and not exists (
  select 1 from hand_members where at_risk and customer = memberships.customer);

update memberships set left_at = :now
where segment = 'lapsed' and left_at is null and not exists (
  select 1 from hand_members where lapsed and customer = memberships.customer);

insert into memberships
select 'new', customer, :now, null from hand_members
where is_new and not exists (
  select 1 from memberships as m where m.segment = 'new' and m.left_at is null and m.customer = hand_members.customer);

insert into memberships
select 'high-value', customer, :now, null from hand_members
where high_value and not exists (
  select 1 from memberships as m where m.segment = 'high-value' and m.left_at is null and m.customer = hand_members.customer);

insert into memberships
select 'at-risk', customer, :now, null from hand_members
where at_risk and not exists (
  select 1 from memberships as m where m.segment = 'at-risk' and m.left_at is null and m.customer = hand_members.customer);

insert into memberships
select 'lapsed', customer, :now, null from hand_members
where lapsed and not exists (
  select 1 from memberships as m where m.segment = 'lapsed' and m.left_at is null and m.customer = hand_members.customer);

drop table hand_members;
drop table hand_totals;
