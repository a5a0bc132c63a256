import { addDays, localDay } from '../calendar/index.ts'
import type { SendStep } from '../campaigns/index.ts'
import { type LinkPurpose, linkUrl } from '../consent/index.ts'
import type { DbContext } from '../db/index.ts'
import type { MessageRow } from '../deliver/index.ts'
import { type Message, type Rendered, render, type Variables } from '../render/index.ts'
import { customerVariables, type Recipient } from './customer-variables.ts'
import type { App } from './open-app.ts'
import { orderVariables } from './order-variables.ts'
import { asksRecommendations, recommendFor, type RecommendTo } from './recommend-for.ts'
import { recommendationVariables } from './recommendation-variables.ts'
import { withMarks } from './missing-marks.ts'

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

/** How a preview differs from what is sent. */
export interface Seen {
  /** The customer in another language, or under an invented name. */
  readonly as?: (recipient: Recipient) => Recipient
  /** `nowhere`: links that nobody is unsubscribed by, for emails that others than the customer see. */
  readonly links?: 'real' | 'nowhere'
  /** `marked`: what a template asks for and the customer lacks is filled with its name, so that it shows. */
  readonly missing?: 'refused' | 'marked'
}

/**
 * Makes the emails of a batch, in order, as of `ctx.now`; a few queries however many. One that lacks a value says so
 * and is not made: there is no "Hi !". Preview and delivery share it.
 */
export async function renderEmails(
  app: App,
  ctx: DbContext,
  requests: readonly EmailRequest[],
  seen: Seen = {},
): Promise<(MadeEmail | { readonly failed: string })[]> {
  const { as = (recipient) => recipient } = seen
  const paths = await pathsOf(app, requests)
  const recipients = await customerVariables(
    ctx,
    app.vocabulary,
    requests.map((request) => request.customer),
    paths,
  )
  const recommended = asksRecommendations(paths) ? await recommendFor(app, ctx, requests.map(toldBy(app))) : []
  const orders = await orderVariables(
    ctx,
    app.shop.currency,
    requests.map((request) => request.order),
  )
  const emails: (MadeEmail | { readonly failed: string })[] = []
  for (const [i, request] of requests.entries()) {
    const recipient = recipients.get(request.customer)
    const order = request.order === null ? {} : (orders.get(request.order) ?? {})
    const { products = [] } = recommended[i] ?? {}
    const recommendations = recommendationVariables(products, app.shop, recipient?.row.currency ?? null)
    const more = { ...order, recommendations }
    emails.push(
      recipient ? await makeEmail(app, ctx, request, as(recipient), more, seen) : failed('The customer is gone'),
    )
  }
  return emails
}

function toldBy(app: App): (request: EmailRequest) => RecommendTo {
  return (request) => ({ customer: request.customer, recommend: stepOf(app, request)?.recommend })
}

/** The dotted variables that the templates and subjects of a batch read. */
async function pathsOf(app: App, requests: readonly EmailRequest[]): Promise<ReadonlySet<string>> {
  const paths = new Set<string>()
  const read = new Set<string>()
  for (const request of requests) {
    const subject = subjectOf(stepOf(app, request), request)
    const source = `${request.template} ${subject}`
    if (read.has(source)) continue
    read.add(source)
    const { value } = await app.templates.get(request.template)
    const uses = [...(value?.uses ?? []), ...(subject === undefined ? [] : (value?.readText(subject).uses ?? []))]
    for (const { path } of uses) paths.add(path)
  }
  return paths
}

async function makeEmail(
  app: App,
  ctx: DbContext,
  request: EmailRequest,
  { row, variables }: Recipient,
  more: Variables,
  seen: Seen,
): Promise<MadeEmail | { readonly failed: string }> {
  if (row.email === null) return failed('The customer has no address')
  const template = await app.templates.get(request.template)
  if (!template.value) return failed(`The template ${request.template} cannot be used: perennial check`)
  const step = stepOf(app, request)
  const language = row.language ?? app.shop.languages[0] ?? 'en'
  const timeZone = row.time_zone ?? app.shop.timeZone
  const links = seen.links === 'nowhere' ? linksNowhere(app) : linksOf(app, request)
  const subject = subjectOf(step, request)
  const message: Message = {
    language,
    timeZone,
    currency: app.shop.currency,
    purpose: request.purpose,
    variables: {
      customer: { ...variables, language },
      shop: shopVariables(app),
      links,
      ...more,
      ...couponVariables(step, localDay(ctx.now, timeZone)),
    },
    ...(subject === undefined ? {} : { subject }),
  }
  const { uses } = template.value
  const shown = seen.missing === 'marked' ? withMarks(message.variables, uses) : message.variables
  const { value, problems } = render(template.value, { ...message, variables: shown })
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

function stepOf(app: App, { campaign, step }: EmailRequest): SendStep | undefined {
  const steps = app.campaigns.find(({ name }) => name === campaign)?.steps
  return steps?.find((one): one is SendStep => one.kind === 'send' && one.id === step)
}

function subjectOf(step: SendStep | undefined, { variant }: EmailRequest): string | undefined {
  return (step?.variants.find(({ name }) => name === variant)?.subject ?? step?.subject)?.text
}

/** Each link is signed when somebody reads it, and once: most templates show two or three of the four. */
function linksOf(app: App, { key, customer, campaign }: EmailRequest) {
  const known = app.campaigns.some(({ name }) => name === campaign)
  const about = { customer, ...(known ? { campaign } : {}), ...(key > 0 ? { message: key } : {}) }
  const signed = new Map<LinkPurpose, string>()
  const link = (purpose: LinkPurpose) => {
    const url = signed.get(purpose) ?? linkUrl(app.shop.links, app.secrets(), { purpose, ...about })
    signed.set(purpose, url)
    return url
  }
  return {
    get unsubscribe() {
      return link('unsubscribe')
    },
    get preferences() {
      return link('preferences')
    },
    get browser() {
      return link('browser')
    },
    get confirm() {
      return link('confirm')
    },
  }
}

/** Addresses of the right length and shape that no customer has: opened, they say that the link is not valid. */
function linksNowhere({ shop }: App) {
  const link = (purpose: LinkPurpose) => `${shop.links}/${purpose}/test-${'x'.repeat(USUAL_TOKEN)}`
  return {
    unsubscribe: link('unsubscribe'),
    preferences: link('preferences'),
    browser: link('browser'),
    confirm: link('confirm'),
  }
}

/** Letters of a signed link, so that sizes are right. */
const USUAL_TOKEN = 90

function couponVariables(step: SendStep | undefined, today: string): Variables {
  if (!step?.coupon) return {}
  const { code, off, validForDays } = step.coupon
  return { coupon: { code, off, expires: validForDays === undefined ? null : addDays(today, validForDays) } }
}
