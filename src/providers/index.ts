/** One file per mail service, no database: take an email, make its bytes, hand them over, say what came of it. */
import { outbox } from './outbox.ts'
import { resend } from './resend.ts'
import { smtp } from './smtp.ts'
import type { ProviderKind } from './provider.ts'

export type { Account, AccountFinding, DnsRecord } from './account.ts'
export { type Email, type Mailbox, parseMailbox } from './email.ts'
export { headerText } from './header-text.ts'
export { bytesIn, fill, lent } from './lent.ts'
export type { ProviderEvent, ProviderEventKind } from './provider-event.ts'
export type { SignedBody } from './resend-events.ts'
export type {
  Composed,
  FrozenMessage,
  Provider,
  ProviderKind,
  ProviderPlace,
  SendRequest,
  Setting,
  SoughtMessage,
} from './provider.ts'
export type { Asked, ListedAddress, ListPage, SuppressionList } from './suppression-list.ts'
export type { Halt, Limits, SendAnswer, SendResult } from './send-answer.ts'

/** The mail services there are: the list is the table of contents. `outbox` is the default and sends nothing. */
export const providers: readonly ProviderKind[] = [outbox, resend, smtp]

/** How Resend's webhooks are verified and read; the SDK is loaded here, so who serves no pages does not wait for it. */
export const resendEvents = () => import('./resend-events.ts')
