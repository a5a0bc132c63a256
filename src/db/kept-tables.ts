/** Scratch tables that stay when they are dropped, so that the statements over them stay prepared. */
export interface KeptTables {
  /** The statement to run in place of one over scratch tables; undefined where nothing is left to be done. */
  inPlaceOf(text: string): string | undefined
  /** The table in which a scratch table is kept. */
  nameOf(table: string): string
  /** Lets go of those that were not dropped, and says in which tables they were kept. */
  letGo(): string[]
}

/** A table of one shape: taken while a scratch table is kept in it. */
interface Kept {
  readonly name: string
  readonly indexes: Set<string>
  taken: 'yes' | 'no'
}

const CREATE = /^create temporary table "(scratch_\w+)" as /
const INDEX = /^create (?:unique )?index "(scratch_\w+)" on "(scratch_\w+)"/
const DROP = /^drop table (?:if exists )?"(scratch_\w+)"$/
const SCRATCH = /\bscratch_\w+/g

/**
 * Reads statements over scratch tables as ones over tables that are kept for the connection: what creates one fills an
 * empty one of the same shape, what drops it empties it. A connection that answers the same small questions over and over
 * spends most of its time on preparing them anew for tables of new names.
 */
export function keptTables(): KeptTables {
  const byShape = new Map<string, Kept[]>()
  const inUse = new Map<string, Kept>()
  const nameOf = (table: string) => inUse.get(table)?.name ?? table
  const renamed = (text: string) => text.replaceAll(SCRATCH, nameOf)
  let count = 0
  return {
    nameOf,
    inPlaceOf(text) {
      if (!text.includes('scratch_')) return text
      const created = CREATE.exec(text)
      if (created?.[1] !== undefined) return create(created[1], renamed(text.slice(created[0].length)))
      const [, index, indexed = ''] = INDEX.exec(text) ?? []
      if (index !== undefined) return createIndex(index, indexed, text)
      const dropped = DROP.exec(text)?.[1]
      return dropped === undefined ? renamed(text) : drop(dropped, text)
    },
    letGo() {
      const left = [...inUse.values()]
      for (const kept of left) kept.taken = 'no'
      inUse.clear()
      return left.map(({ name }) => name)
    },
  }

  function create(table: string, query: string): string {
    // Numbers in a query, such as instants, do not change its columns.
    const shape = query.replaceAll(/\b\d+\b/g, '#')
    const known = byShape.get(shape) ?? []
    byShape.set(shape, known)
    const free = known.find(({ taken }) => taken === 'no')
    if (free) {
      free.taken = 'yes'
      inUse.set(table, free)
      return `insert into ${free.name} ${query}`
    }
    count += 1
    const kept: Kept = { name: `kept_${count}`, indexes: new Set(), taken: 'yes' }
    known.push(kept)
    inUse.set(table, kept)
    return `create temporary table ${kept.name} as ${query}`
  }

  function createIndex(index: string, table: string, text: string): string | undefined {
    const kept = inUse.get(table)
    if (!kept) return text
    const name = `${kept.name}${index.slice(table.length)}`
    if (kept.indexes.has(name)) return undefined
    kept.indexes.add(name)
    return renamed(text.replace(index, name))
  }

  function drop(table: string, text: string): string {
    const kept = inUse.get(table)
    if (!kept) return text
    inUse.delete(table)
    kept.taken = 'no'
    return `delete from ${kept.name}`
  }
}
