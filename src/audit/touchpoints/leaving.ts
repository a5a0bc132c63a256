import { asksFact, startsInSegment } from '../starts-with.ts'
import type { Touchpoint } from '../touchpoint.ts'

/** When customers come less often, stay away, or read nothing any more. */
export const leaving: readonly Touchpoint[] = [
  {
    name: 'at-risk',
    title: 'At risk of leaving',
    why: 'A word while a customer hesitates costs little; to win somebody back who has left costs many times that.',
    meets: (campaign, segments) =>
      startsInSegment(
        campaign,
        segments,
        (line) =>
          asksFact('overdue_ratio', 'alive_probability', 'rfm_group')(line) ||
          (asksFact('last_order')(line) && line.condition.is === 'between ago'),
      ),
    starter: {
      campaign: `title: We have not seen you for a while
purpose: marketing
starts: {when_entering: overdue}
stop_when:
  any:
    - bought: anything
steps:
  - send: not-seen-lately
again: after 180 days
holdout: 10 percent # gets nothing, and is measured
goal: {bought: anything, within: 30 days}`,
      segment: {
        name: 'overdue',
        text: `segment: overdue
title: Twice as long away as usual
who:
  all:
    - orders: at least 3
    - overdue_ratio: between 2 and 4
guard:
  daily_change: at most 200 percent
  size: at most 60 percent
`,
      },
      emails: [
        {
          template: 'not-seen-lately',
          subject: 'Is everything all right?',
          preview: 'We have not seen you for a while.',
          kicker: 'It has been a while',
          title: 'We have not seen you lately.',
          text: ['You used to come more often. Did we do something wrong?', 'Just reply if there is anything.'],
          button: 'See what is new',
        },
      ],
    },
  },
  {
    name: 'win-back',
    title: 'Win back',
    why: 'Who knows the shop already comes back more easily than a stranger comes for the first time.',
    meets: (campaign, segments) =>
      startsInSegment(
        campaign,
        segments,
        (line) => asksFact('last_order')(line) && ['more than ago', 'before'].includes(line.condition.is),
      ),
    starter: {
      campaign: `title: Come back
purpose: marketing
starts: {when_entering: long-away}
stop_when:
  any:
    - bought: anything
steps:
  - send: come-back
again: after 365 days
holdout: 10 percent # gets nothing, and is measured
goal: {bought: anything, within: 30 days}`,
      segment: {
        name: 'long-away',
        text: `segment: long-away
title: No order for half a year
who:
  all:
    - last_order: more than 180 days ago
guard:
  daily_change: at most 200 percent
  size: at most 95 percent
`,
      },
      emails: [
        {
          template: 'come-back',
          subject: 'We would like you back',
          preview: 'Half a year is a long time.',
          kicker: 'It has been a while',
          title: 'We miss you.',
          text: ['It has been half a year. A few things have changed, most of them for the better.', 'Say here which.'],
          button: 'Have a look',
        },
      ],
    },
  },
  {
    name: 'goodbye',
    title: 'Goodbye to silent readers',
    why: 'Emails that nobody reads for a year spoil the delivery of all others: ask once whether to go on, then stop.',
    meets: (campaign, segments) =>
      startsInSegment(campaign, segments, asksFact('last_clicked', 'last_opened', 'last_visit')),
    starter: {
      campaign: `title: Shall we go on writing?
purpose: marketing
starts: {when_entering: silent}
stop_when:
  any:
    - bought: anything
steps:
  - send: shall-we-stop
again: never`,
      segment: {
        name: 'silent',
        text: `segment: silent
title: Neither ordered nor clicked for a year
who:
  all:
    - signed_up: more than 365 days ago
  none:
    - last_order: within the last 365 days
    - last_clicked: within the last 365 days
guard:
  daily_change: at most 200 percent
  size: at most 95 percent
`,
      },
      emails: [
        {
          template: 'shall-we-stop',
          subject: 'Shall we stop writing to you?',
          preview: 'No hard feelings.',
          kicker: 'A question',
          title: 'Would you rather not hear from us?',
          text: [
            'You have not read our emails for a year. That is fine.',
            'To stop, use the link below. To stay, click the button, and everything goes on as it was.',
          ],
          button: 'Keep writing to me',
        },
      ],
    },
  },
]
