-- The four shipped segments with their history, as somebody would write them by hand who knows these tables.
-- :now is the slot of the run; :day_90 is the first instant of the day 90 days ago in the shop.

create temporary table hand_totals as
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

create temporary table hand_cut as
select spent
from hand_totals
order by spent desc
limit 1
offset (select (count(*) * 10 + 99) / 100 - 1 from hand_totals);

create temporary table hand_members as
select 'new' as segment, customer
from hand_totals
where orders = 1 and first_order >= :day_30
union all
select 'high-value', customer
from hand_totals
where spent >= (select spent from hand_cut) and last_order >= :day_90
union all
select 'at-risk', customer
from hand_totals
where orders >= 2 and last_order >= :day_180 and last_order < :day_90
union all
select 'lapsed', customer
from hand_totals
where last_order < :day_180;

create temporary table hand_entered as
select segment, customer
from hand_members
except
select segment, customer
from memberships
where left_at is null;

update memberships
set left_at = :now
where left_at is null
  and (segment, customer) not in (select segment, customer from hand_members);

insert into memberships (segment, customer, entered_at, left_at)
select segment, customer, :now, null
from hand_entered;

drop table hand_entered;
drop table hand_members;
drop table hand_cut;
drop table hand_totals;
