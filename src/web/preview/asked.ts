import { type Day, instantAt, isDay, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { Shop } from '../../config/shop.ts'
import type { Pictures } from '../../render/index.ts'

/** How an email is shown: dressed for mail programs, as text, or as its source. */
export const shows = ['light', 'dark', 'forced', 'images', 'text', 'mjml', 'html'] as const
export type Show = (typeof shows)[number]

export const widths = ['both', 'phone', 'desktop'] as const
export type Widths = (typeof widths)[number]

/** Whether the email is shown in frames, and not as text or source. */
export function isFramed({ show }: Pick<Asked, 'show'>): boolean {
  return show === 'light' || show === 'dark' || show === 'forced' || show === 'images'
}

/** What the address of a preview asks for. */
export interface Asked {
  readonly template: string
  /** Id or address of the customer; undefined: whoever is easy. */
  readonly as: string | undefined
  readonly on: Day
  /** The instant of that day as of which the email is made: now, or the shop's hour of sending. */
  readonly at: Instant
  readonly mode: 'run' | 'as of'
  /** A language in place of the customer's own; `all`: every language of the shop side by side. */
  readonly language: string | undefined
  readonly version: string | undefined
  /** Which of the steps that send the template (`win-back/come-back-coupon`); undefined: the first. */
  readonly use: string | undefined
  readonly show: Show
  readonly widths: Widths
  /** `fetched`: the operator's browser loads pictures from elsewhere, as somebody asked by a click. */
  readonly pictures: Pictures
  readonly find: string
  /** Of the MJML source: the template, or a partial. */
  readonly file: string | undefined
}

/** Reads the address of a preview; what it names wrongly is as if it were not there. */
export function readAsked(url: URL, template: string, shop: Shop, now: Instant): Asked {
  const given = (name: string) => url.searchParams.get(name) || undefined
  const today = localDay(now, shop.timeZone)
  const day = given('on')
  const on = day !== undefined && isDay(day) ? day : today
  const language = given('in')
  return {
    template,
    as: given('as'),
    on,
    at: on === today ? now : instantAt(on, shop.sendAt.time, shop.timeZone),
    mode: on === today ? 'run' : 'as of',
    language: language === 'all' || shop.languages.includes(language ?? '') ? language : undefined,
    version: given('version'),
    use: given('use'),
    show: shows.find((one) => one === given('show')) ?? 'light',
    widths: widths.find((one) => one === given('widths')) ?? 'both',
    pictures: given('pictures') === 'fetched' ? 'fetched' : 'fields',
    find: given('find') ?? '',
    file: given('file'),
  }
}
