import type { Selectable } from 'kysely'
import type { Shop } from '../config/shop.ts'
import type { Db, DbContext, MessagesTable, SqlDialect } from '../db/index.ts'
import type { Mailbox, Provider } from '../providers/index.ts'

/** A row of the table `messages`. */
export type MessageRow = Selectable<MessagesTable>

/** What delivery needs to know; the app room wires it. */
export interface DeliveryApp {
  readonly db: Db
  readonly dialect: SqlDialect
  readonly shop: Shop
  readonly provider: Provider
  readonly renderMessage: RenderMessage
  /** Absent: every message is still wanted. */
  readonly stillWanted?: StillWanted
  /** The database file; absent in memory and for a server. */
  readonly file?: string | undefined
  /** On a server: a path on this machine; what left from here is noted beside it. */
  readonly beside?: string | undefined
  /** Free bytes beside the file and the name of this machine, where they are not asked of the machine itself. */
  readonly freeBytes?: () => number | undefined
  readonly host?: string
}

/**
 * Makes the emails of some messages, in order, outside of any transaction. One that cannot be made says why in a
 * sentence for people; it fails alone.
 */
export type RenderMessage = (
  ctx: DbContext,
  messages: readonly MessageRow[],
) => Promise<readonly (RenderedEmail | { readonly failed: string })[]>

/** An email as the app renders it; sender and reply address come from the shop file. */
export interface RenderedEmail {
  readonly to: Mailbox
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Address that unsubscribes by one POST; marketing must have it. */
  readonly unsubscribe: string | undefined
}

/**
 * Asked inside the claim, right before sending, for messages whose customers may be written to: which of them shall
 * stay, by key, and why (`stopped` by `stop_when`, `paused`, …). The others go out.
 */
export type StillWanted = (ctx: DbContext, messages: readonly MessageRow[]) => Promise<ReadonlyMap<number, string>>
