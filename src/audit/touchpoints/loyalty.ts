import { asksFact, startsInSegment } from '../starts-with.ts'
import type { Touchpoint } from '../touchpoint.ts'

/** For those who come often. */
export const loyalty: readonly Touchpoint[] = [
  {
    name: 'tier',
    title: 'One of the best customers',
    why: 'A tenth of the customers bring a large part of the revenue; most of them never hear that anybody noticed.',
    meets: (campaign, segments) =>
      startsInSegment(
        campaign,
        segments,
        asksFact('total_spent', 'monetary_score', 'lifetime_value', 'average_order', 'largest_order'),
      ),
    starter: {
      campaign: `title: One of our best customers
purpose: marketing
starts: {when_entering: best-customers}
steps:
  - send: thank-you
again: never`,
      segment: {
        name: 'best-customers',
        text: `segment: best-customers
title: The tenth that spends most
who:
  all:
    - total_spent: top 10 percent
    - orders: at least 3
guard:
  daily_change: at most 200 percent
  size: at most 15 percent
`,
      },
      emails: [
        {
          template: 'thank-you',
          subject: 'A word of thanks',
          preview: 'You are one of the people who keep us going.',
          kicker: 'Thank you',
          title: 'You keep this shop going.',
          text: [
            'You are one of our best customers. Thank you.',
            'Say here what that means: earlier, more, or better.',
          ],
          button: 'See what is new',
        },
      ],
    },
  },
  {
    name: 'referral',
    title: 'Tell a friend',
    why: 'Who comes back for the third time likes the shop: there is no better moment to ask for a recommendation.',
    meets: (campaign, segments) =>
      startsInSegment(
        campaign,
        segments,
        (line) => asksFact('orders', 'frequency_score')(line) && ['at least', 'more than'].includes(line.condition.is),
      ) &&
      !startsInSegment(
        campaign,
        segments,
        asksFact('last_order', 'overdue_ratio', 'next_order_expected', 'total_spent'),
      ),
    starter: {
      campaign: `title: Tell a friend
purpose: marketing
starts: {when_entering: regulars}
steps:
  - wait: 3 days
  - send: tell-a-friend
again: never`,
      segment: {
        name: 'regulars',
        text: `segment: regulars
title: Ordered three times or more
who:
  all:
    - orders: at least 3
guard:
  daily_change: at most 200 percent
  size: at most 95 percent
`,
      },
      emails: [
        {
          template: 'tell-a-friend',
          subject: 'Do you know somebody who would like this?',
          preview: 'Something for both of you.',
          kicker: 'Tell a friend',
          title: 'Good things travel by word of mouth.',
          text: [
            'You have been here three times by now. Do you know somebody who would like it, too?',
            'Say here what both of you get, and how.',
          ],
          button: 'Pass it on',
        },
      ],
    },
  },
]
