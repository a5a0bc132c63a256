
  -- one row per order to which it happened
  select o.customer, o.ordered_at as at, o.key as "order"
  from orders as o
  where +o.ordered_at <= ?
    and o.status <> ? and o.status <> ? and o.status <> ? and o.status <> ?
    and (o.ordered_at >= ?)
    and exists (
      select 1
      from order_lines as l
      left join products as p on p.id = coalesce(l.product_id, l.sku)
      where l."order" = o.key and l.key is not null and (coalesce("l"."category_folded", "p"."category_folded") is not null and coalesce("l"."category_folded", "p"."category_folded") in (?))
    )
-- [1772359200000,"cancelled","voided","failed","pending",1769727600000,"tea"]
