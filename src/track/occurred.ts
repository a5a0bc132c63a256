import type { Selectable } from 'kysely'
import type { MessageEventKind, MessagesTable } from '../db/index.ts'

/** The columns of a message that its events need. */
export type EventMessage = Pick<
  Selectable<MessagesTable>,
  'key' | 'customer' | 'campaign' | 'template' | 'topic' | 'state'
>

/** One event of an email, ready to be written down. */
export interface Occurred {
  /** The service's own id of the event; null for what we saw ourselves. */
  readonly id: string | null
  readonly kind: MessageEventKind | 'sent'
  readonly at: number
  readonly message: EventMessage
  readonly providerId: string | undefined
  readonly detail: string | null
  readonly link: string | null
  /** Of a click: how many links of ours the email has, where that is known. */
  readonly links?: number | undefined
  /** 1: a program by its own word; what else tells programs from persons is found out later. */
  readonly machine: 0 | 1
}
