create table instance (name text primary key, value text not null);

create table customers (
  key integer primary key,
  id text not null unique,
  email text,
  email_folded text unique,
  first_name text, first_name_folded text,
  last_name text, last_name_folded text,
  birth_year integer,
  birth_day text,
  country text,
  region text,
  region_folded text,
  city text,
  city_folded text,
  language text,
  time_zone text,
  currency text,
  signed_up_at bigint,
  exists_from bigint,
  language_chosen_at bigint
);

create index customers_by_birth_day on customers (birth_day);

create index customers_by_signed_up_at on customers (signed_up_at);

create index customers_by_exists_from on customers (exists_from);

create table customer_tags (
  customer bigint not null references customers (key),
  tag_folded text not null,
  tag text not null,
  primary key (customer, tag_folded)
) without rowid;

create table customer_attributes (
  customer bigint not null references customers (key),
  name text not null,
  position integer not null,
  text text,
  folded text,
  number double precision,
  month_day text,
  year integer,
  primary key (name, customer, position)
) without rowid;

create table consents (
  key integer primary key,
  customer bigint not null references customers (key),
  topic text,
  status text not null,
  at bigint,
  recorded_at bigint not null,
  source text not null,
  expires_at bigint,
  message bigint,
  campaign text,
  template text,
  wording text,
  basis text
);

create index consents_by_customer on consents (customer, topic, at, status);

create table suppressions (
  customer bigint not null references customers (key),
  reason text not null,
  since bigint,
  recorded_at bigint not null,
  primary key (customer, reason)
) without rowid;

create table orders (
  key integer primary key,
  id text not null unique,
  customer bigint not null references customers (key),
  ordered_at bigint not null,
  total bigint not null,
  currency text not null,
  status text not null,
  delivered_at bigint,
  refunded_total bigint not null default 0,
  refunded_at bigint,
  coupon text,
  coupon_folded text,
  channel text,
  channel_folded text,
  store text,
  store_folded text,
  made_from text not null default 'order'
);

create index orders_by_customer
  on orders (customer, ordered_at, status, total, refunded_total, refunded_at);

create index orders_by_ordered_at on orders (ordered_at, customer, status);

create index orders_by_delivered_at on orders (delivered_at) where delivered_at is not null;

create index orders_by_refunded_at on orders (refunded_at) where refunded_at is not null;

create table order_lines (
  key integer primary key,
  "order" bigint not null references orders (key),
  hash text not null,
  copy integer not null,
  product_id text,
  sku text,
  name text,
  name_folded text,
  category text,
  category_folded text,
  brand text,
  brand_folded text,
  quantity bigint not null,
  total_milli bigint not null,
  unique ("order", hash, copy)
);

create table waiting_lines (
  order_id text not null,
  hash text not null,
  copy integer not null,
  product_id text,
  sku text,
  name text,
  name_folded text,
  category text,
  category_folded text,
  brand text,
  brand_folded text,
  quantity bigint not null,
  total_milli bigint not null,
  primary key (order_id, hash, copy)
) without rowid;

create table products (
  id text primary key,
  sku text,
  name text not null,
  name_folded text not null,
  category text,
  category_folded text,
  brand text,
  brand_folded text,
  price bigint,
  currency text,
  url text,
  image text
);

create table events (
  key integer primary key,
  customer bigint not null references customers (key),
  name text not null,
  at bigint not null,
  properties text not null,
  matched text not null,
  hash text not null unique
);

create index events_by_name on events (name, customer, at);

create index events_by_at on events (name, at);

create table runs (
  key integer primary key,
  slot bigint not null unique,
  started_at bigint not null,
  finished_at bigint,
  state text not null,
  summary text not null
);

create table memberships (
  segment text not null,
  customer bigint not null references customers (key),
  entered_at bigint not null,
  left_at bigint,
  primary key (segment, customer, entered_at)
) without rowid;

create index memberships_by_customer on memberships (customer);

create index memberships_by_entered_at on memberships (segment, entered_at);

create index memberships_by_left_at on memberships (segment, left_at) where left_at is not null;

create table segment_states (
  segment text primary key,
  slot bigint not null,
  meaning text not null,
  size bigint not null,
  borders text not null
);

create table standing_questions (key integer primary key, name text not null unique);

create table standing_values (
  question integer not null references standing_questions (key),
  chunk integer not null,
  bytes blob not null,
  primary key (question, chunk)
);

create table campaigns (name text primary key, first_slot bigint not null);

create table batches (
  key integer primary key,
  provider text not null,
  request_key text,
  body blob,
  sha256 text,
  created_at bigint not null,
  attempt integer not null default 0,
  first_attempt_at bigint,
  state text not null
);

create index batches_frozen on batches (key) where state = 'frozen';

create unique index batches_by_request_key on batches (request_key)
where request_key is not null;

create table messages (
  key integer primary key,
  campaign text not null,
  step text not null,
  customer bigint not null references customers (key),
  occasion text not null,
  state text not null,
  reason text not null,
  variant text,
  purpose text not null,
  template text not null, notify text,
  topic text,
  run bigint not null references runs (key), first_run bigint references runs (key),
  started_at bigint not null,
  due_day bigint not null,
  day bigint,
  send_at bigint,
  "order" bigint references orders (key),
  attempt integer not null default 0,
  lease_until bigint,
  first_attempt_at bigint,
  batch bigint,
  submitted_at bigint,
  provider text,
  provider_id text,
  error text,
  outcome text,
  unique (customer, campaign, occasion, step)
);

create index messages_by_customer
  on messages (customer, day, submitted_at, campaign, template, topic);

create index messages_due on messages (purpose, send_at) where state = 'queued';

create index messages_open on messages (state, send_at)
where state in ('waiting', 'queued', 'claimed', 'uncertain');

create index messages_by_run on messages (run, state);

create table message_events (
  key integer primary key,
  customer bigint not null references customers (key),
  kind text not null,
  at bigint not null,
  machine integer not null default 0,
  message bigint references messages (key),
  campaign text,
  template text,
  topic text,
  link text,
  link_folded text,
  links integer,
  detail text,
  provider_event text unique,
  recorded_at bigint not null
);

create index message_events_by_customer
  on message_events (customer, kind, at, machine, campaign, template, topic);

create index message_events_by_kind on message_events (kind, at);

create index message_events_by_message on message_events (message, kind);

create table customer_pauses (
  key integer primary key,
  customer bigint not null references customers (key),
  since bigint not null,
  until bigint not null,
  source text not null
);

create index customer_pauses_by_customer on customer_pauses (customer, since);

create table tracking_consents (
  key integer primary key,
  customer bigint not null references customers (key),
  status text not null,
  at bigint not null,
  source text not null,
  wording text
);

create index tracking_consents_by_customer on tracking_consents (customer, at);

create table suppressed_hashes (
  hash text primary key,
  reason text not null,
  recorded_at bigint not null
);

create table links (key integer primary key, url text not null unique);

create table webhook_deliveries (
  id text primary key,
  provider text not null,
  received_at bigint not null,
  state text not null,
  body text
);

create index webhook_deliveries_new on webhook_deliveries (received_at) where state = 'new';

create index webhook_deliveries_by_received_at on webhook_deliveries (received_at);

create table campaign_pauses (
  key integer primary key,
  campaign text not null,
  reason text not null,
  at bigint not null,
  accepted bigint not null,
  counted bigint not null,
  note text,
  released_at bigint,
  release_note text
);

create unique index campaign_pauses_open on campaign_pauses (campaign) where released_at is null;

create index messages_by_campaign on messages (campaign, submitted_at, outcome)
where submitted_at is not null;

create table senders (
  name text primary key,
  rate double precision,
  next_at bigint not null default 0,
  next_marketing_at bigint not null default 0
);

create table halts (
  name text primary key,
  since bigint not null,
  until bigint,
  code text not null,
  reason text not null
);

create index "customers_by_last_name" on customers ("last_name_folded") where "last_name_folded" is not null;

create index "customers_by_first_name" on customers ("first_name_folded") where "first_name_folded" is not null;

create index messages_failed on messages (send_at) where state = 'failed';

create index messages_notices on messages (state, send_at) where notify is not null;

create index messages_held on messages (campaign, customer)
where state = 'skipped' and reason = 'holdout';

create index suppressions_by_recorded_at on suppressions (recorded_at, customer);

create table kept_answers (
  name text not null,
  day bigint not null,
  meaning text not null,
  as_of bigint not null,
  newest_order bigint not null,
  answer text not null,
  primary key (name, day)
);

create table paired_products (
  number bigint primary key,
  id text not null unique,
  customers bigint not null
);

create table customer_products (
  customer bigint not null,
  product bigint not null,
  primary key (customer, product)
) without rowid;

create table product_pairs (
  one bigint not null,
  other bigint not null,
  customers bigint not null,
  primary key (one, other)
) without rowid;

create table similar_products (
  product bigint not null,
  place integer not null,
  other bigint not null,
  score bigint not null,
  primary key (product, place)
) without rowid;

create table bestsellers (
  country text not null,
  place integer not null,
  product text not null,
  customers bigint not null,
  primary key (country, place)
) without rowid;

create table unpaired_customers (customer bigint primary key);

create table adoptions (
  key integer primary key,
  campaign text not null,
  step text not null,
  variant text not null,
  at bigint not null,
  how text not null,
  numbers text not null,
  ended_at bigint
);

create unique index adoptions_open on adoptions (campaign, step) where ended_at is null;

create table model_fits (
  day bigint primary key,
  made_at bigint not null,
  r double precision,
  alpha double precision,
  a double precision,
  b double precision,
  log_likelihood double precision,
  customers bigint not null,
  p double precision,
  q double precision,
  gamma double precision,
  days integer not null,
  discount double precision not null,
  most integer not null
);

create table age_curves (
  day bigint not null,
  curve text not null,
  x integer not null,
  "c0" double precision not null, "c1" double precision not null, "c2" double precision not null, "c3" double precision not null, "c4" double precision not null, "c5" double precision not null, "c6" double precision not null, "c7" double precision not null, "c8" double precision not null, "c9" double precision not null, "c10" double precision not null, "c11" double precision not null, "c12" double precision not null, "c13" double precision not null, "c14" double precision not null, "c15" double precision not null,
  primary key (day, curve, x)
) without rowid;

create table changed_customers (customer integer primary key);

create trigger customers_insert_changes after insert on customers when not exists (select 1 from changed_customers where customer = new.key) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.key as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customers_update_changes after update on customers  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.key as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.key as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customers_delete_changes after delete on customers when not exists (select 1 from changed_customers where customer = old.key) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.key as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_tags_insert_changes after insert on customer_tags when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_tags_update_changes after update on customer_tags  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_tags_delete_changes after delete on customer_tags when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_attributes_insert_changes after insert on customer_attributes when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_attributes_update_changes after update on customer_attributes  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger customer_attributes_delete_changes after delete on customer_attributes when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger consents_insert_changes after insert on consents when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger consents_update_changes after update on consents  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger consents_delete_changes after delete on consents when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger suppressions_insert_changes after insert on suppressions when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger suppressions_update_changes after update on suppressions  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger suppressions_delete_changes after delete on suppressions when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger orders_insert_changes after insert on orders when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger orders_update_changes after update on orders  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger orders_delete_changes after delete on orders when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger events_insert_changes after insert on events when not exists (select 1 from changed_customers where customer = new.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger events_update_changes after update on events  begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select new.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger events_delete_changes after delete on events when not exists (select 1 from changed_customers where customer = old.customer) begin
  insert into changed_customers (customer)
  select changed.customer from (select old.customer as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger order_lines_insert_changes after insert on order_lines when not exists (select 1 from changed_customers where customer = (select customer from orders where key = new."order")) begin
  insert into changed_customers (customer)
  select changed.customer from (select (select customer from orders where key = new."order") as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger order_lines_update_changes after update on order_lines  begin
  insert into changed_customers (customer)
  select changed.customer from (select (select customer from orders where key = old."order") as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select (select customer from orders where key = new."order") as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger order_lines_delete_changes after delete on order_lines when not exists (select 1 from changed_customers where customer = (select customer from orders where key = old."order")) begin
  insert into changed_customers (customer)
  select changed.customer from (select (select customer from orders where key = old."order") as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger products_insert_changes after insert on products when not exists (select 1 from changed_customers where customer = 0) begin
  insert into changed_customers (customer)
  select changed.customer from (select 0 as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger products_update_changes after update on products  begin
  insert into changed_customers (customer)
  select changed.customer from (select 0 as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
  insert into changed_customers (customer)
  select changed.customer from (select 0 as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;

create trigger products_delete_changes after delete on products when not exists (select 1 from changed_customers where customer = 0) begin
  insert into changed_customers (customer)
  select changed.customer from (select 0 as customer) as changed
  where changed.customer is not null
    and not exists (select 1 from changed_customers as known where known.customer = changed.customer);
end;
