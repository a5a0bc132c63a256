import { startsOnDate } from '../starts-with.ts'
import type { Touchpoint } from '../touchpoint.ts'

/** Days that belong to one customer. */
export const dates: readonly Touchpoint[] = [
  {
    name: 'birthday',
    title: 'Birthday',
    why: 'It is about the customer and not about the shop, once a year and on the right day.',
    meets: (campaign) => startsOnDate(campaign, ['birthday']),
    starter: {
      campaign: `title: Birthday
purpose: marketing
starts: {on_date: birthday}
steps:
  - send: birthday
again: every year
late: at most 2 days
examples:
  - customer: {birthday: 1990-05-01}
    on: 2026-05-01
    expect: birthday
  - customer: {birthday: 1990-05-01}
    on: 2026-05-02
    expect: {email: none, reason: not_yet}`,
      emails: [
        {
          template: 'birthday',
          subject: 'Happy birthday from {{shop.name}}',
          preview: 'All the best for your day.',
          kicker: 'Happy birthday',
          title: 'Today is yours.',
          text: ['All of us wish you a good day and a good year.', 'Say here what you give, if you give anything.'],
          button: 'Find something nice',
        },
      ],
    },
  },
  {
    name: 'anniversary',
    title: 'Anniversary',
    why: 'A year of trust deserves thanks, and reminds both sides of how it began.',
    meets: (campaign) => startsOnDate(campaign, ['first_order', 'signed_up']),
    starter: {
      campaign: `title: Anniversary of the first order
purpose: marketing
starts: {on_date: first_order anniversary}
steps:
  - send: anniversary
again: every year
examples:
  - customer: {first_order: 2024-05-01, last_order: 2026-03-01}
    on: 2026-05-01
    expect: anniversary`,
      emails: [
        {
          template: 'anniversary',
          subject: 'A year ago it began',
          preview: 'Thank you for staying with us.',
          kicker: 'Thank you',
          title: 'You have been with us for a while.',
          text: ['On this day you first ordered from us. Thank you for coming back.', 'Say here what changed since.'],
          button: 'See what is new',
        },
      ],
    },
  },
]
