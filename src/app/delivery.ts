import type { Instant } from '../clock.ts'
import type { DeliveryApp, StillWanted } from '../deliver/index.ts'
import { parseMailbox, type Provider, providers } from '../providers/index.ts'
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
    provider: app.log === silentLog ? openProvider(app) : loggedProvider(openProvider(app), app.log, app.clock),
    async renderMessage(ctx, messages) {
      const { renderEmails } = await import('./render-emails.ts')
      return renderEmails(app, ctx, messages)
    },
    ...(stillWanted ? { stillWanted } : {}),
  }
}

/** The bytes of an email as the provider would get them; a sentence where it could never be sent. */
export async function composeEmail(
  app: App,
  at: Instant,
  { purpose }: EmailRequest,
  email: MadeEmail,
): Promise<{ readonly bytes: Uint8Array } | { readonly rejected: string }> {
  const { to, subject, html, text, unsubscribe } = email
  const { from, replyTo } = app.shop
  return openProvider(app).compose({
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

function openProvider({ dir, shop }: App): Provider {
  const kind = providers.find(({ name }) => name === shop.provider)
  if (!kind) throw new Error(`there is no provider ${shop.provider}`)
  return kind.open({ dir, timeZone: shop.timeZone, settings: {} })
}
