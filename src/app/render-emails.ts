import { addDays, localDay } from '../calendar/index.ts'
import type { Campaign, SendStep } from '../campaigns/index.ts'
import { type LinkPurpose, linkUrl } from '../consent/index.ts'
import type { DbContext } from '../db/index.ts'
import type { MessageRow } from '../deliver/index.ts'
import { type Message, type Rendered, render, type Variables } from '../render/index.ts'
import { customerVariables, type Recipient } from './customer-variables.ts'
import type { App } from './open-app.ts'
import { orderVariables } from './order-variables.ts'

/** What an email is made from: the columns of a message that matter to its content. */
export type EmailRequest = Pick<
  MessageRow,
  'key' | 'customer' | 'campaign' | 'step' | 'variant' | 'template' | 'purpose' | 'order'
>

/** A finished email and whom it is for. */
export interface MadeEmail extends Rendered {
  readonly to: { readonly name: string | undefined; readonly address: string }
  readonly unsubscribe: string | undefined
  readonly language: string
}

/**
 * Makes the emails of a batch, in order, as of `ctx.now`; a few queries however many. One that lacks a value says so
 * and is not made: there is no "Hi !". Preview and delivery share it.
 */
export async function renderEmails(
  app: App,
  ctx: DbContext,
  requests: readonly EmailRequest[],
): Promise<(MadeEmail | { readonly failed: string })[]> {
  const recipients = await customerVariables(
    ctx,
    app.vocabulary,
    requests.map((request) => request.customer),
  )
  const orders = await orderVariables(
    ctx,
    app.shop.currency,
    requests.map((request) => request.order),
  )
  const emails: (MadeEmail | { readonly failed: string })[] = []
  for (const request of requests) {
    const recipient = recipients.get(request.customer)
    const order = request.order === null ? {} : (orders.get(request.order) ?? {})
    emails.push(recipient ? await makeEmail(app, ctx, request, recipient, order) : failed('The customer is gone'))
  }
  return emails
}

async function makeEmail(
  app: App,
  ctx: DbContext,
  request: EmailRequest,
  { row, variables }: Recipient,
  order: Variables,
): Promise<MadeEmail | { readonly failed: string }> {
  if (row.email === null) return failed('The customer has no address')
  const template = await app.templates.get(request.template)
  if (!template.value) return failed(`The template ${request.template} cannot be used: perennial check`)
  const campaign = app.campaigns.find(({ name }) => name === request.campaign)
  const step = campaign?.steps.find((one): one is SendStep => one.kind === 'send' && one.id === request.step)
  const language = row.language ?? app.shop.languages[0] ?? 'en'
  const timeZone = row.time_zone ?? app.shop.timeZone
  const links = linksOf(app, request, campaign)
  const subject = (step?.variants.find(({ name }) => name === request.variant)?.subject ?? step?.subject)?.text
  const message: Message = {
    language,
    timeZone,
    currency: app.shop.currency,
    purpose: request.purpose,
    variables: {
      customer: { ...variables, language },
      shop: shopVariables(app),
      links: { ...links },
      ...order,
      ...couponVariables(step, localDay(ctx.now, timeZone)),
    },
    ...(subject === undefined ? {} : { subject }),
  }
  const { value, problems } = render(template.value, message)
  if (!value) return failed(problems[0]?.message ?? 'The email could not be made')
  const name = [row.first_name, row.last_name].filter((part) => part !== null).join(' ') || undefined
  const unsubscribe = request.purpose === 'marketing' ? links.unsubscribe : undefined
  return { ...value, to: { name, address: row.email }, unsubscribe, language }
}

function failed(sentence: string): { readonly failed: string } {
  return { failed: sentence }
}

function shopVariables({ shop }: App): Variables {
  return { name: shop.name, address: shop.address, website: shop.website ?? shop.links, logo: shop.logo }
}

function linksOf(app: App, { key, customer }: EmailRequest, campaign: Campaign | undefined) {
  const about = { customer, ...(campaign ? { campaign: campaign.name } : {}), ...(key > 0 ? { message: key } : {}) }
  const link = (purpose: LinkPurpose) => linkUrl(app.shop.links, app.secrets(), { purpose, ...about })
  return {
    unsubscribe: link('unsubscribe'),
    preferences: link('preferences'),
    browser: link('browser'),
    confirm: link('confirm'),
  }
}

function couponVariables(step: SendStep | undefined, today: string): Variables {
  if (!step?.coupon) return {}
  const { code, off, validForDays } = step.coupon
  return { coupon: { code, off, expires: validForDays === undefined ? null : addDays(today, validForDays) } }
}
