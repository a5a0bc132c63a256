import type { Instant } from '../clock.ts'

/** What a mail service reports of an email, in our words; every service's file maps its own to these. */
export interface ProviderEvent {
  readonly kind: ProviderEventKind
  readonly at: Instant
  /** Our own id of the message, where the service gives it back. */
  readonly messageId: string | undefined
  /** The service's id of the email. */
  readonly providerId: string | undefined
  /** Of what concerns an address and no email. */
  readonly address?: string
  /** Of a bounce its class; of a suppression its cause. */
  readonly detail?: string
  /** Of a click. */
  readonly link?: string
  readonly userAgent?: string
}

/**
 * `added` and `removed`: an address came onto the service's own list of those it writes no more to, or left it. `left`:
 * a person unsubscribed in the service's own contacts.
 */
export type ProviderEventKind =
  | 'sent'
  | 'delivered'
  | 'delayed'
  | 'opened'
  | 'clicked'
  | 'bounced'
  | 'complained'
  | 'failed'
  | 'suppressed'
  | 'added'
  | 'removed'
  | 'left'
