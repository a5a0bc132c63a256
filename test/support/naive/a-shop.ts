import { noRecommend } from '../../../src/config/index.ts'
import type { Attribute, AttributeType, Shop } from '../../../src/config/shop.ts'

/** A shop file's worth of settings for tests; `changes` says what matters to the one at hand. */
export function aShop(changes: Partial<Shop> = {}): Shop {
  return {
    name: 'Kava',
    address: 'Ilica 1, Zagreb',
    website: undefined,
    logo: undefined,
    from: 'Kava <hej@kava.example>',
    replyTo: undefined,
    timeZone: 'Europe/Zagreb',
    currency: 'EUR',
    rates: {},
    languages: ['en'],
    firstWeekday: 1,
    sendAt: { time: '09:00', clock: 'customer' },
    stages: [],
    limit: undefined,
    mostPerRun: undefined,
    retention: 13,
    quiet: undefined,
    holdout: undefined,
    leapDay: 'feb28',
    countedStatuses: undefined,
    attributes: [],
    events: [],
    staff: { alerts: undefined, atMost: 5, view: undefined },
    lifetime: { margin: undefined, acquisitionCost: undefined, years: 3, discount: 0.1 },
    predictions: { days: 365, nextOrder: 'rhythm' },
    recommend: noRecommend,
    topics: { news: 'News' },
    provider: 'outbox',
    tracking: 'none',
    testAddresses: [],
    links: 'http://127.0.0.1:4601',
    ...changes,
  }
}

/** Attributes of these types, as a shop declares them. */
export function attributesOf(types: Readonly<Record<string, AttributeType>>): Attribute[] {
  return Object.entries(types).map(([name, type]) => ({ name, type, description: undefined }))
}
