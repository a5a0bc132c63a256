import { type RawBuilder, sql } from 'kysely'
import type { Db, DbContext, Value } from '../../db/index.ts'
import { fold } from '../../text/index.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { ATTRIBUTE_COLUMNS, type AttributeReader, listOf } from '../rows/attribute-rows.ts'
import { textCell } from '../rows/field-cells.ts'
import type { Reading } from '../rows/reading.ts'
import { openStage, type Stage } from './stage.ts'

/** What a customer has many of: tags and the shop's own attributes, staged beside the customers by record number. */
export interface Lists {
  readonly tags: Stage | undefined
  readonly attributes: Stage | undefined
  /** Stages the items of a record and returns them flat. */
  add(record: CsvRecord, n: number): Promise<Value[]>
  flush(): Promise<void>
  drop(): Promise<void>
}

/** Opens scratch tables for the lists that the file has columns for. */
export async function openLists(ctx: DbContext, reading: Reading, reader: AttributeReader): Promise<Lists> {
  const hasTags = reading.layout.has('tags')
  const tagColumns = { record: 'integer', tag: 'text', tag_folded: 'text' } as const
  const tags = hasTags ? await openStage(ctx, 'tags', tagColumns, [['record', 'tag_folded']]) : undefined
  const attributeColumns = { record: 'integer', ...ATTRIBUTE_COLUMNS } as const
  const named = reader.names.length > 0
  const attributes = named
    ? await openStage(ctx, 'attributes', attributeColumns, [['record', 'name', 'position']])
    : undefined
  const tagText = textCell(reading, 'tags')
  return {
    tags,
    attributes,
    async add(record, n) {
      const items: Value[] = []
      for (const tag of tags ? listOf(tagText(record.cells) ?? '') : []) {
        await tags?.add([n, tag, fold(tag)])
        items.push(tag)
      }
      for (const row of attributes ? reader.read(record) : []) {
        await attributes?.add([n, ...row])
        items.push(...row)
      }
      return items
    },
    async flush() {
      await tags?.flush()
      await attributes?.flush()
    },
    async drop() {
      await tags?.drop()
      await attributes?.drop()
    },
  }
}

/** The file's tags replace those of its customers. */
export async function mergeTags(db: Db, stage: RawBuilder<unknown>, tags: RawBuilder<unknown>): Promise<void> {
  const same = sql`owned.tag_folded = said.tag_folded and owned.tag = said.tag`
  await replaceOwned(db, stage, {
    table: sql`customer_tags`,
    staged: tags,
    same,
    mine: sql`true`,
    columns: ['tag', 'tag_folded'],
  })
}

/** The file's attributes replace those of its customers; attributes without a column stay. */
export async function mergeAttributes(
  db: Db,
  stage: RawBuilder<unknown>,
  attributes: RawBuilder<unknown>,
  names: readonly string[],
): Promise<void> {
  const columns = Object.keys(ATTRIBUTE_COLUMNS)
  const same = sql.join(
    columns.map((column) => sql`owned.${sql.ref(column)} is not distinct from said.${sql.ref(column)}`),
    sql` and `,
  )
  await replaceOwned(db, stage, {
    table: sql`customer_attributes`,
    staged: attributes,
    same,
    mine: sql`owned.name in (${sql.join(names)})`,
    columns,
  })
}

interface Owned {
  readonly table: RawBuilder<unknown>
  readonly staged: RawBuilder<unknown>
  /** True where a stored row (`owned`) and a staged one (`said`) are the same. */
  readonly same: RawBuilder<unknown>
  /** True for the stored rows that the file has a say in. */
  readonly mine: RawBuilder<unknown>
  readonly columns: readonly string[]
}

async function replaceOwned(db: Db, stage: RawBuilder<unknown>, what: Owned): Promise<void> {
  const { table, staged, same, mine } = what
  const gone = sql`
    from ${table} as owned
    join customers on customers.key = owned.customer
    join ${stage} as record on record.id = customers.id and record.standing = 1
    where ${mine}
      and not exists (select 1 from ${staged} as said where said.record = record.n and ${same})`
  const news = sql`
    from ${staged} as said
    join ${stage} as record on record.n = said.record and record.standing = 1
    join customers on customers.id = record.id
    where not exists (select 1 from ${table} as owned where owned.customer = customers.key and ${same})`
  await sql`
    update ${stage}
    set outcome = 'updated'
    where outcome is null
      and (n in (select record.n ${gone}) or n in (select record.n ${news}))`.execute(db)
  const keys = what.columns.includes('position') ? ['name', 'position'] : ['tag_folded']
  const key = sql.join(
    keys.map((column) => sql`doomed.${sql.ref(column)} = owned.${sql.ref(column)}`),
    sql` and `,
  )
  await sql`
    delete from ${table} as doomed
    where exists (
      select 1 ${gone} and owned.customer = doomed.customer and ${key}
    )`.execute(db)
  const columns = sql.join(what.columns.map((column) => sql.ref(column)))
  const said = sql.join(what.columns.map((column) => sql`said.${sql.ref(column)}`))
  await sql`insert into ${table} (customer, ${columns}) select customers.key, ${said} ${news}`.execute(db)
}
