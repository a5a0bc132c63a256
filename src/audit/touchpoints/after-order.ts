import { asksFact, startsInSegment, startsWithEvent } from '../starts-with.ts'
import type { Touchpoint } from '../touchpoint.ts'

/** What follows an order. */
export const afterOrder: readonly Touchpoint[] = [
  {
    name: 'after-purchase',
    title: 'After an order',
    why: 'Who knows how to use what they bought keeps it, likes it, and orders it again.',
    meets: (campaign) => startsWithEvent(campaign, ['bought', 'delivered'], 'each'),
    starter: {
      campaign: `title: After an order
purpose: marketing
starts: {when: bought, restart: yes} # a newer order starts the wait anew
steps:
  - wait: 5 days
  - send: how-to-use-it
again: every time
backfill: 14 days
examples:
  - customer: {last_order: 5 days ago}
    expect: how-to-use-it
  - customer: {last_order: 4 days ago}
    expect: {email: none, reason: not_yet}`,
      emails: [
        {
          template: 'how-to-use-it',
          subject: 'Getting the best of your order',
          preview: 'A few things worth knowing.',
          kicker: 'Your order',
          title: 'Make the most of it.',
          text: ['By now your order should have arrived.', 'Write here how to use it, keep it and care for it.'],
          button: 'Read more',
        },
      ],
    },
  },
  {
    name: 'survey',
    title: 'Question after the delivery',
    why: 'One question a week after it arrived finds out who is unhappy while something can still be done.',
    meets: (campaign) => startsWithEvent(campaign, ['delivered'], 'each'),
    starter: {
      campaign: `title: How was it?
purpose: marketing
starts: {when: delivered, restart: yes}
steps:
  - wait: 7 days
  - send: how-was-it
again: after 90 days
backfill: 14 days`,
      emails: [
        {
          template: 'how-was-it',
          subject: 'How was it?',
          preview: 'One question, one click.',
          kicker: 'One question',
          title: 'Are you happy with it?',
          text: [
            'A week ago your order arrived. Is it what you hoped for?',
            'Just reply to this email, or put the address of your survey under the button.',
          ],
          button: 'Tell us',
        },
      ],
    },
  },
  {
    name: 'complaint',
    title: 'When something went wrong',
    why: 'Who sent something back decides in these days whether to try again: a person should write, and sell nothing.',
    meets: (campaign) => startsWithEvent(campaign, ['returned', 'cancelled'], 'each'),
    starter: {
      campaign: `title: Something went wrong
purpose: service
starts: {when: returned}
steps:
  - wait: 1 day
  - send: we-are-sorry
again: every time
backfill: 3 days`,
      emails: [
        {
          template: 'we-are-sorry',
          subject: 'About the order you sent back',
          preview: 'What went wrong?',
          kicker: 'Your order',
          title: 'We are sorry it did not fit.',
          text: [
            'You sent something back. Your money is on its way.',
            'Would you tell us what was wrong? Just reply: it goes to a person, who can put it right.',
          ],
          button: 'Our contact',
        },
      ],
    },
  },
  {
    name: 'next-order',
    title: 'When the next order is due',
    why: 'A word just before it runs out saves the customer from having to think of it, and the shop from being replaced.',
    meets: (campaign, segments) => startsInSegment(campaign, segments, asksFact('next_order_expected')),
    starter: {
      campaign: `title: Time for more
purpose: marketing
starts: {when_entering: due-again}
stop_when:
  any:
    - bought: anything
steps:
  - send: time-for-more
again: after 30 days
goal: {bought: anything, within: 14 days}`,
      segment: {
        name: 'due-again',
        text: `segment: due-again
title: Will order again within a week
who:
  all:
    - orders: at least 3 # fewer have no rhythm of their own yet
    - next_order_expected: within the next 7 days
guard:
  daily_change: at most 200 percent
  size: at most 60 percent
`,
      },
      emails: [
        {
          template: 'time-for-more',
          subject: 'Is it time for more?',
          preview: 'Judging by your last orders, you may be running low.',
          kicker: 'Time for more',
          title: 'Running low?',
          text: ['Going by your last orders, this may be the week for the next one.', 'If not: forget that we asked.'],
          button: 'Order again',
        },
      ],
    },
  },
]
