import { sql } from 'kysely'
import { type LinkPurpose, linkUrl, trackingConsent } from '../consent/index.ts'
import type { DbContext } from '../db/index.ts'
import { storedLinks, trapTarget } from '../track/index.ts'
import type { App } from './open-app.ts'
import type { EmailRequest, MadeEmail } from './render-emails.ts'

type Made = MadeEmail | { readonly failed: string }

/**
 * Leads the links of emails through our own address, where the shop wants to know of clicks; and adds the open pixel for
 * customers who agreed to it, and a link that only programs follow. Only what is sent: a preview shows the links as they are. Our own links stay.
 */
export async function trackReading(
  app: App,
  ctx: DbContext,
  requests: readonly Pick<EmailRequest, 'key' | 'customer'>[],
  emails: readonly Made[],
): Promise<Made[]> {
  const { tracking, links } = app.shop
  if (tracking === 'none') return [...emails]
  const urls = emails.flatMap((email) => ('failed' in email ? [] : linksIn(email.html, links)))
  const stored = await storedLinks(app, urls)
  const counted = tracking === 'clicks and opens' ? await whoAgreed(ctx, requests) : new Set<number>()
  return emails.map((email, i) => {
    const request = requests[i]
    if ('failed' in email || !request) return email
    const ours = new Set(linksIn(email.html, links))
    if (ours.size === 0 && !counted.has(request.customer)) return email
    const link = (purpose: LinkPurpose, target?: number) => {
      const about = { purpose, customer: request.customer, message: request.key }
      return linkUrl(links, app.secrets(), target === undefined ? about : { ...about, target, of: ours.size })
    }
    const html = email.html.replaceAll(LINK, (whole, before: string, url: string, after: string) => {
      const target = stored.get(unescaped(url))
      return target === undefined ? whole : before + link('click', target) + after
    })
    const trapped = ours.size > 0 ? atEnd(html, trap(link('click', trapTarget))) : html
    return { ...email, html: counted.has(request.customer) ? atEnd(trapped, pixel(link('open'))) : trapped }
  })
}

/** Templates quote every attribute. */
const LINK = /(<a\b[^>]*?\shref=")(https?:\/\/[^"]+)(")/gi

function linksIn(html: string, own: string): string[] {
  const found = [...html.matchAll(LINK)].map(([, , url = '']) => unescaped(url))
  return found.filter((url) => url !== own && !url.startsWith(`${own}/`))
}

/** As Handlebars and MJML write addresses into an attribute. */
function unescaped(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

async function whoAgreed(ctx: DbContext, requests: readonly Pick<EmailRequest, 'customer'>[]): Promise<Set<number>> {
  const keys = requests.map(({ customer }) => customer)
  if (keys.length === 0) return new Set()
  const { rows } = await sql<{ key: number }>`
    select customers.key
    from customers
    where customers.key in (${sql.join(keys)})
      and ${trackingConsent(ctx, sql.ref('customers.key'))} = 'given'`.execute(ctx.db)
  return new Set(rows.map(({ key }) => key))
}

function pixel(url: string): string {
  return `<img src="${url}" width="1" height="1" alt="" style="display:block;width:1px;height:1px">`
}

/** A link that nobody sees, hears or reaches by keyboard: only a program that opens every link follows it (MET-02). */
function trap(url: string): string {
  return `<a href="${url}" style="display:none" aria-hidden="true" tabindex="-1"></a>`
}

function atEnd(html: string, more: string): string {
  const end = html.lastIndexOf('</body>')
  return end === -1 ? html + more : html.slice(0, end) + more + html.slice(end)
}
