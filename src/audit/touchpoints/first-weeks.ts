import type { Touchpoint } from '../touchpoint.ts'
import { beginsWithUs } from '../starts-with.ts'

/** The first email, and the weeks in which a customer learns what the shop is about. */
export const firstWeeks: readonly Touchpoint[] = [
  {
    name: 'welcome',
    title: 'Welcome',
    why: 'No email is read as much as the first one, and who hears nothing after an order forgets where it came from.',
    meets: beginsWithUs,
    starter: {
      campaign: `title: Welcome
purpose: marketing
starts: {when: bought, first_time: yes}
steps:
  - wait: 1 day
  - send: welcome
again: never
goal: {bought: anything, within: 30 days}
backfill: 14 days # a new shop also greets those who first bought in the last two weeks
examples:
  - customer: {first_order: yesterday}
    expect: welcome
  - customer: {first_order: today}
    expect: {email: none, reason: not_yet}`,
      emails: [
        {
          template: 'welcome',
          subject: 'Welcome to {{shop.name}}',
          preview: 'Thank you for your first order.',
          kicker: 'Welcome',
          title: 'Good to have you here.',
          text: [
            'Thank you for your first order. It is on its way through our hands, and we hope you will like it.',
            'Is there anything you would like to know? Just reply: a person reads every answer.',
          ],
          button: 'See what else we make',
        },
      ],
    },
  },
  {
    name: 'onboarding',
    title: 'Onboarding',
    why: 'Who has ordered once leaves most easily: two or three short emails show what to do with it and what comes next.',
    meets: (campaign, segments) =>
      beginsWithUs(campaign, segments) && campaign.steps.filter(({ kind }) => kind === 'send').length > 1,
    starter: {
      campaign: `title: The first weeks
purpose: marketing
starts: {when_entering: newcomers}
stop_when: # a second order says more than we could
  any:
    - bought: anything
steps:
  - wait: 5 days
  - send: first-steps
  - wait: 9 days
  - send: more-to-know
again: never
goal: {bought: anything, within: 30 days}`,
      segment: {
        name: 'newcomers',
        text: `segment: newcomers
title: Ordered once, this month
who:
  all:
    - first_order: within the last 30 days
    - orders: exactly 1
guard:
  daily_change: at most 200 percent
  size: at most 60 percent
`,
      },
      emails: [
        {
          template: 'first-steps',
          subject: 'How to get the best of it',
          preview: 'Three things our customers wish they had known sooner.',
          kicker: 'First steps',
          title: 'A good start.',
          text: [
            'Your order should be with you by now. Here is what makes the difference in the first days.',
            'Write three short tips here that fit what you sell.',
          ],
          button: 'Read more',
        },
        {
          template: 'more-to-know',
          subject: 'What you may not know about {{shop.name}}',
          preview: 'Who we are, and how we work.',
          kicker: 'Who we are',
          title: 'The people behind your order.',
          text: [
            'You know what we make. Here is how we make it, and why we make it this way.',
            'Tell a short story here: a person, a place, a decision.',
          ],
          button: 'Visit the shop',
        },
      ],
    },
  },
]
