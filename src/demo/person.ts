import type { Chance } from './random.ts'
import { type DemoLanguage, names } from './names.ts'
import { type HomePlace, places } from './places.ts'
import { purchaseDays } from './purchases.ts'

/** An invented customer before any file is written; all days are counted back from the demo's today (0). */
export interface Person {
  readonly id: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** `YYYY-MM-DD`, `--MM-DD` or nothing. */
  readonly birthday: string
  readonly home: HomePlace
  /** BCP 47. */
  readonly language: string
  readonly signedUp: number
  readonly consent: 'subscribed' | 'unsubscribed' | 'never'
  readonly consentSince: number
  readonly bounced: number | undefined
  readonly tags: readonly string[]
  readonly brewsWith: string
  /** Days until a coffee subscription ends, undefined without one. */
  readonly subscriptionLeft: number | undefined
  /** Days ago of each order, the oldest first. */
  readonly orders: readonly number[]
  /** True where every order was paid and kept: the named customers, whose days must not depend on luck. */
  readonly steady: boolean
}

/** How far back the demo reaches: 24 months of days. */
export const DEMO_DAYS = 730

/** One customer of the crowd: ordinary names, places and habits, drawn from `luck`. */
export function person(index: number, luck: Chance): Person {
  const language = languageOf(luck)
  const list = luck.pick(names[language])
  const [firstName, lastName] = [luck.pick(list.first), luck.pick(list.last)]
  const signedUp = signUpDay(luck)
  const consent = consentOf(luck)
  return {
    id: String(10_000 + index),
    email: `${address(firstName)}.${address(lastName)}.${index}@${luck.pick(mailHosts)}`,
    firstName: luck.happens(0.04) ? '' : firstName,
    lastName: luck.happens(0.06) ? '' : lastName,
    birthday: birthday(luck),
    home: luck.pick(places[language]),
    language,
    signedUp,
    consent,
    consentSince: consent === 'unsubscribed' ? luck.between(0, signedUp) : signedUp,
    bounced: luck.happens(0.015) ? luck.between(0, signedUp) : undefined,
    tags: tags.filter(() => luck.happens(0.06)),
    brewsWith: luck.happens(0.5) ? luck.pick(brews) : '',
    subscriptionLeft: luck.happens(0.05) ? luck.between(1, 90) : undefined,
    orders: purchaseDays(signedUp, luck),
    steady: false,
  }
}

const brews = ['Moka pot', 'Espresso machine', 'French press', 'Filter', 'Džezva'] as const

const tags = ['wholesale', 'tasting club', 'gift buyer'] as const
/** Reserved by RFC 2606: nobody can ever receive mail there. */
const mailHosts = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'] as const

function languageOf(luck: Chance): DemoLanguage {
  const share = luck.number()
  if (share < 0.4) return 'hr'
  if (share < 0.6) return 'sl'
  if (share < 0.75) return 'cs'
  return share < 0.87 ? 'en' : 'lv'
}

/** The shop grows: the last months bring more sign-ups than the first. */
function signUpDay(luck: Chance): number {
  return Math.floor(DEMO_DAYS * luck.number() ** 1.15)
}

function consentOf(luck: Chance): Person['consent'] {
  const share = luck.number()
  if (share < 0.76) return 'subscribed'
  return share < 0.9 ? 'never' : 'unsubscribed'
}

function birthday(luck: Chance): string {
  if (!luck.happens(0.62)) return ''
  const month = luck.between(1, 12)
  const day = luck.between(1, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number)
  const monthDay = `${two(month)}-${two(day)}`
  return luck.happens(0.1) ? `--${monthDay}` : `${luck.between(1948, 2006)}-${monthDay}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** A name as the part of an address before the `@`: letters of the Latin alphabet only. */
function address(name: string): string {
  const plain = name.normalize('NFD').replace(/đ/g, 'd').replace(/Đ/g, 'D')
  return plain.replace(/[^A-Za-z]/g, '').toLowerCase()
}
