import type { Instant } from '../clock.ts'
import {
  type CopiedShop,
  type CopyOptions,
  copyShop,
  DatabaseProblem,
  databaseAddress,
  dropUnfinished,
  lookInDb,
  openDb,
  type OpenDb,
  openTarget,
} from '../db/index.ts'
import { leaveHome, settleHome, startQuarantine } from '../deliver/index.ts'

/** Two databases, and what is to be done with them. */
export interface Move extends Pick<CopyOptions, 'onProgress' | 'signal'> {
  /** URLs; a file's path may be relative to `dir`, the shop's folder. */
  readonly from: string
  readonly to: string
  readonly dir: string
  /** The shop's mail service: one that only writes files needs no care. */
  readonly provider: string
  /** `trial`: the one that is copied goes on, and the copy sends nothing until it is released. */
  readonly kind: 'move' | 'trial'
  /** `anew`: what an earlier call copied is thrown away first. */
  readonly begin: 'on' | 'anew'
}

/** A shop in its new place. */
export interface Moved extends CopiedShop {
  /** Addresses, without passwords. */
  readonly from: string
  readonly to: string
  /** `here`: it sends from the new place, and never from the old one; `held`: not until it is released. */
  readonly sending: 'here' | 'held' | 'free'
}

/**
 * Moves a shop into another database, of this kind or another: all rows, compared by checksums. The old place is closed
 * before the first row is read, so what it still sends is known here, and nothing is sent twice. Throws
 * `DatabaseProblem` with the reason; called again it goes on.
 */
export async function moveHouse(move: Move, now: Instant): Promise<Moved> {
  const from = databaseAddress(move.from, move.dir)
  const to = databaseAddress(move.to, move.dir)
  if (from === to) throw new DatabaseProblem(`${from} cannot be copied into itself`)
  const source = await sourceOf(move, from)
  try {
    const target = await openTarget(move.to, move.dir, now)
    try {
      if (move.begin === 'anew') await dropUnfinished(target)
      return { from, to, ...(await copy(move, source, target, { from, to }, now)) }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function sourceOf({ from, dir }: Move, address: string): Promise<OpenDb> {
  const source = await lookInDb(from, dir)
  if (source) return source
  throw new DatabaseProblem(
    `${address} cannot be copied: there is no database, or one of another version, which perennial migrate brings up to date`,
  )
}

async function copy(
  move: Move,
  source: OpenDb,
  target: OpenDb,
  { from, to }: { readonly from: string; readonly to: string },
  now: Instant,
): Promise<CopiedShop & Pick<Moved, 'sending'>> {
  let sending: Moved['sending'] = move.provider === 'outbox' ? 'free' : 'held'
  const copied = await copyShop(source, target, {
    from,
    ...(move.onProgress && { onProgress: move.onProgress }),
    ...(move.signal && { signal: move.signal }),
    async prepare() {
      if (sending === 'held' && move.kind === 'move' && (await close(move, to, now)) === 'left') sending = 'here'
    },
    async settle(trx) {
      if (sending === 'here') await settleHome({ ...target, db: trx }, now)
      if (sending === 'held') await startQuarantine({ ...target, db: trx }, 'copied', now)
    },
  })
  return { ...copied, sending }
}

/** A database that was not at home where it lay, such as a backup, cannot hand its home on. */
async function close({ from, dir }: Move, to: string, now: Instant): Promise<'left' | 'strange'> {
  const old = await openDb(from, dir, now)
  try {
    return await leaveHome({ ...old, provider: { repeatable: 0 } }, to, now)
  } finally {
    await old.close()
  }
}
