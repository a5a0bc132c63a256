import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { bitOf, type Words } from './words.ts'

/** A customer who enters or leaves a segment. */
export type Moved = readonly [segment: string, customer: number]

/** Those who enter and those who leave, a lot of them at a time. */
export interface MovedLot {
  readonly entered: readonly Moved[]
  readonly left: readonly Moved[]
}

type Store = Pick<DbContext, 'db' | 'dialect'>

/** Moves that are written at a time. */
const LOT = 20_000

/**
 * Who has entered or left segments since the history was written, by the flags of everybody. Nearly all memberships are
 * what they were: they are read once, one segment after the other as they lie, and held against the flags in memory;
 * what is not the same has moved.
 */
export async function* movesByWords(store: Store, words: Words, names: readonly string[]): AsyncGenerator<MovedLot> {
  const customers = await words.customers()
  let lot: { entered: Moved[]; left: Moved[] } = { entered: [], left: [] }
  for (const [word, segments] of byWord(words, names)) {
    const now = byCustomer(customers, await words.word(word))
    const before = new Int32Array(now.length)
    const wanted = segments.reduce((all, { mask }) => all | mask, 0)
    for (const { name, mask } of segments) {
      for (const customer of await store.dialect.column(store.db, openMembers(name))) {
        // A key beyond the last is of nobody who exists as yet.
        if (customer < before.length) before[customer] = (before[customer] ?? 0) | mask
        else lot.left.push([name, customer])
      }
    }
    // By index: there may be a million of them.
    for (let customer = 0; customer < now.length; customer++) {
      const is = (now[customer] ?? 0) & wanted
      const was = before[customer] ?? 0
      if (is === was) continue
      for (const { name, mask } of segments) {
        if ((is & mask) > (was & mask)) lot.entered.push([name, customer])
        if ((is & mask) < (was & mask)) lot.left.push([name, customer])
      }
      if (lot.entered.length + lot.left.length < LOT) continue
      yield lot
      lot = { entered: [], left: [] }
    }
  }
  yield lot
}

interface Flag {
  readonly name: string
  readonly mask: number
}

function byWord(words: Words, names: readonly string[]): Map<number, Flag[]> {
  const found = new Map<number, Flag[]>()
  for (const name of names) {
    const { word, mask } = bitOf(words, name)
    found.set(word, [...(found.get(word) ?? []), { name, mask }])
  }
  return found
}

/** A word of everybody at the place of the customer's key. */
function byCustomer(customers: readonly number[], word: readonly number[]): Int32Array {
  let last = 0
  for (const customer of customers) if (customer > last) last = customer
  const placed = new Int32Array(last + 1)
  for (let i = 0; i < customers.length; i++) placed[customers[i] ?? 0] = word[i] ?? 0
  return placed
}

function openMembers(segment: string): RawBuilder<unknown> {
  return sql`select customer from memberships where segment = ${segment} and left_at is null`
}
