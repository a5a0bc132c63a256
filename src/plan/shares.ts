import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Variant } from '../campaigns/index.ts'
import type { SqlDialect } from '../db/index.ts'

/** True for the share (0 to 1) of customers whose bucket of `name` lies below it: always the same ones. */
export function holdoutBelow(
  dialect: SqlDialect,
  name: string,
  id: Expression<unknown>,
  share: number,
): RawBuilder<SqlBool> {
  if (share >= 1) return sql<SqlBool>`1 = 1`
  return sql<SqlBool>`${dialect.bucket(name, id)} < ${hexShare(share)}`
}

/** The variant of a customer: the shares laid end to end over the bucket. */
export function variantOf(
  dialect: SqlDialect,
  name: string,
  id: Expression<unknown>,
  variants: readonly Variant[],
): RawBuilder<string> {
  let below = 0
  const bucket = dialect.bucket(name, id)
  const cases = variants.slice(0, -1).map((variant) => {
    below += variant.share
    return sql`when ${bucket} < ${hexShare(below)} then ${variant.name}`
  })
  return sql<string>`case ${sql.join(cases, sql` `)} else ${variants.at(-1)?.name ?? ''} end`
}

/** A share of 2^64 as 16 hex digits, to compare with a bucket as text; exact to a millionth of a percent. */
export function hexShare(share: number): string {
  const parts = BigInt(Math.round(share * 1e8))
  const value = (parts << 64n) / 100_000_000n
  return (value >= 1n << 64n ? (1n << 64n) - 1n : value).toString(16).padStart(16, '0')
}
