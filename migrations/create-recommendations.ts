import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import type { Schema } from './migration.ts'

/** Who bought what of late, how often two products have a buyer in common, and what sells: for recommendations. */
export async function createRecommendations(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { text } = columnTypes(dialect)
  const clustered = dialect === 'sqlite' ? sql`without rowid` : sql``
  await sql`
    create table paired_products (
      number bigint primary key,
      id ${text} not null unique,
      customers bigint not null
    )`.execute(db)
  await sql`
    create table customer_products (
      customer bigint not null,
      product bigint not null,
      primary key (customer, product)
    ) ${clustered}`.execute(db)
  await sql`
    create table product_pairs (
      one bigint not null,
      other bigint not null,
      customers bigint not null,
      primary key (one, other)
    ) ${clustered}`.execute(db)
  await sql`
    create table similar_products (
      product bigint not null,
      place integer not null,
      other bigint not null,
      score bigint not null,
      primary key (product, place)
    ) ${clustered}`.execute(db)
  await sql`
    create table bestsellers (
      country ${text} not null,
      place integer not null,
      product ${text} not null,
      customers bigint not null,
      primary key (country, place)
    ) ${clustered}`.execute(db)
  await sql`create table unpaired_customers (customer bigint primary key)`.execute(db)
}
