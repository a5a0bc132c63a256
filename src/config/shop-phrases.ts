import { isZone, type LeapDay } from '../calendar/index.ts'
import { languageNames, languageTag } from '../text/index.ts'
import { didYouMean } from '../yaml/index.ts'
import { readCustomers, readPercent, readQuietHours, readSendLimit, readSendTime } from './phrases.ts'
import type { QuietHours, SendLimit, SendTime, Tracking } from './shop.ts'
import type { Phrase } from './shop-reading.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const LEAP_DAYS: readonly LeapDay[] = ['feb28', 'mar1', 'skip']

/** The mail services there are; their list is `providers`, which this room does not load (a test holds them equal). */
export const mailServices = ['outbox', 'resend', 'smtp'] as const

const provider: Phrase<string> = {
  says: `a mail service: ${mailServices.join(', ')}`,
  example: 'outbox',
  read: (text) => mailServices.find((name) => name === text.trim()),
}

/** `send_at: 09:00 customer time`. */
const sendAt: Phrase<SendTime> = {
  says: 'a time of day with its clock',
  example: '09:00 customer time',
  read: readSendTime,
}

/** `limit: 2 marketing emails per 7 days`. */
const limit: Phrase<SendLimit> = {
  says: 'a limit',
  example: '2 marketing emails per 7 days',
  read: readSendLimit,
}

/** `quiet: 21:00 to 08:00 customer time`. */
const quiet: Phrase<QuietHours> = {
  says: 'a stretch of quiet hours',
  example: '21:00 to 08:00 customer time',
  read: readQuietHours,
}

/** `most_per_run: 5000 customers`. */
const customers: Phrase<number> = { says: 'a number of customers', example: '5000 customers', read: readCustomers }

/** `retention: 13 months`. Three passing bounces within a month must still be seen, hence two. */
const months: Phrase<number> = {
  says: 'a number of months, 2 to 120',
  example: '13 months',
  read(text) {
    const number = Number(/^(\d{1,3}) +months?$/i.exec(text.trim())?.[1])
    return number >= 2 && number <= 120 ? number : undefined
  },
}

const percent: Phrase<number> = { says: 'a share', example: '5 percent', read: readPercent }

const weekday: Phrase<number> = {
  says: 'a day of the week',
  example: 'Monday',
  read: (text) => WEEKDAYS.indexOf(text.trim().toLowerCase()) + 1 || undefined,
}

const leapDay: Phrase<LeapDay> = {
  says: 'a rule for 29 February: feb28, mar1 or skip',
  example: 'feb28',
  read: (text) => LEAP_DAYS.find((word) => word === text.trim()),
}

const TRACKING: readonly Tracking[] = ['none', 'clicks', 'clicks and opens']

const tracking: Phrase<Tracking> = {
  says: 'what emails may tell of their reading: none, clicks, or clicks and opens',
  example: 'clicks',
  read: (text) => TRACKING.find((word) => word === text.trim()),
}

const zone: Phrase<string> = {
  says: 'a time zone',
  example: 'Europe/Zagreb',
  read: (text) => (isZone(text.trim()) ? text.trim() : undefined),
  near: (text) => didYouMean(text, Intl.supportedValuesOf('timeZone')),
}

const currency: Phrase<string> = {
  says: 'a currency code',
  example: 'EUR',
  read: (text) => (isCurrency(text.trim()) ? text.trim() : undefined),
  near: (text) => didYouMean(text.toUpperCase(), Intl.supportedValuesOf('currency')),
}

const language: Phrase<string> = {
  says: 'a code of a language',
  example: 'en',
  read: (text) => languageTag(text.trim()),
  near: (text) => languageNames().get(didYouMean(text, [...languageNames().keys()]) ?? ''),
}

const address: Phrase<string> = {
  says: 'an e-mail address',
  example: 'you@shop.example',
  read: readAddress,
}

const sender: Phrase<string> = {
  says: 'a sender',
  example: '"Kava <hej@kava.example>"',
  read: (text) => (address.read(text.replace(/^.*<([^<>]*)>\s*$/, '$1')) ? text.trim() : undefined),
}

const webAddress: Phrase<string> = {
  says: 'a web address',
  example: 'https://kava.example',
  read: (text) => (isWebAddress(text.trim()) ? text.trim().replace(/\/+$/, '') : undefined),
}

/** How each single value of the shop file is read. */
export const shopPhrases = {
  provider,
  sendAt,
  limit,
  quiet,
  customers,
  months,
  percent,
  weekday,
  leapDay,
  tracking,
  zone,
  currency,
  language,
  address,
  sender,
  webAddress,
} as const

/** An e-mail address without a name, or undefined. */
export function readAddress(text: string): string | undefined {
  return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text.trim()) ? text.trim() : undefined
}

/** True for an ISO 4217 code in capitals that this Node knows. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text) && Intl.supportedValuesOf('currency').includes(text)
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
