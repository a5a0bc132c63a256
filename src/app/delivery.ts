import { join } from 'node:path'
import type { Instant } from '../clock.ts'
import type { DeliveryApp, StillWanted } from '../deliver/index.ts'
import { parseMailbox, type Provider, type ProviderKind, providers } from '../providers/index.ts'
import { silentLog } from '../log/index.ts'
import { loggedProvider } from './logged-provider.ts'
import type { App } from './open-app.ts'
import type { EmailRequest, MadeEmail } from './render-emails.ts'

/** What delivery needs, wired from an open shop. `stillWanted` is asked right before sending, by the claim. */
export function deliveryOf(app: App, stillWanted?: StillWanted): DeliveryApp {
  const { db, dialect, shop } = app
  return {
    db,
    dialect,
    shop,
    file: app.file,
    beside: besideServer(app),
    provider: app.log === silentLog ? openProvider(app) : loggedProvider(openProvider(app), app.log, app.clock),
    async renderMessage(ctx, messages) {
      const { renderEmails } = await import('./render-emails.ts')
      const { trackReading } = await import('./track-reading.ts')
      return trackReading(app, ctx, messages, await renderEmails(app, ctx, messages))
    },
    ...(stillWanted ? { stillWanted } : {}),
  }
}

/** Where a machine notes what left for the database of a server; a file has its own. */
export function besideServer({ place, dir }: Pick<App, 'place' | 'dir'>): string | undefined {
  return place === 'server' ? join(dir, 'data', 'server') : undefined
}

/** An email as a file for mail programs (.eml), whatever the mail service; a sentence where it could never be sent. */
export async function composeEmail(
  app: App,
  at: Instant,
  { purpose }: EmailRequest,
  email: MadeEmail,
): Promise<{ readonly bytes: Uint8Array } | { readonly rejected: string }> {
  const { to, subject, html, text, unsubscribe } = email
  const { from, replyTo } = app.shop
  const files = kindOf('outbox').open({ dir: app.dir, timeZone: app.shop.timeZone, settings: {} })
  return files.compose({
    id: 'preview',
    from: parseMailbox(from),
    replyTo: replyTo === undefined ? undefined : parseMailbox(replyTo),
    to,
    subject,
    html,
    text,
    at,
    purpose,
    unsubscribe,
  })
}

/** The shop's mail service, with what it asks for (`sendingFault` says whether that is there). */
export function openProvider({ dir, shop, settings: { service } }: App): Provider {
  return kindOf(shop.provider).open({ dir, timeZone: shop.timeZone, settings: service })
}

function kindOf(name: string): ProviderKind {
  const kind = providers.find((one) => one.name === name)
  if (!kind) throw new Error(`there is no provider ${name}`)
  return kind
}
