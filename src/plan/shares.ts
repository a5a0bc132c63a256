import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Variant } from '../campaigns/index.ts'
import type { SqlDialect } from '../db/index.ts'
import { hexShare } from '../facts/index.ts'

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
