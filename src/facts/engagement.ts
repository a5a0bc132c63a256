import { sql } from 'kysely'
import { times, whole } from './events.ts'
import type { EventKind } from './event.ts'
import type { Fact } from './fact.ts'

/** When a customer last had to do with an email of ours. */
export const engagementFacts: readonly Fact[] = [
  {
    name: 'last_emailed',
    kind: 'past date',
    doc: 'When the latest email was handed to the mail service.',
    example: 'more than 30 days ago',
    missing: 'never: a customer who got no email',
    rows: 'messages',
    sql: () => sql`max(m.submitted_at)`,
  },
  {
    name: 'last_clicked',
    kind: 'past date',
    doc: 'The latest click on a link in an email; clicks of mail scanners are left out.',
    example: 'within the last 90 days',
    missing: 'never: a customer who clicked nothing',
    rows: 'message events',
    sql: () => sql`max(case when v.kind = 'clicked' then v.at end)`,
  },
  {
    name: 'last_opened',
    kind: 'past date',
    doc: 'The latest open of an email, opens by programs left out. Unreliable: many mail programs load no pictures, others load all of them. Prefer `last_clicked` or `last_order`.',
    example: 'within the last 90 days',
    missing: 'never: a customer of whom no open is known',
    rows: 'message events',
    sql: () => sql`max(case when v.kind = 'opened' then v.at end)`,
  },
  {
    name: 'last_visit',
    kind: 'past date',
    doc: "The latest of the shop's own events, such as a page viewed or a log-in.",
    example: 'within the last 14 days',
    missing: 'never: the shop told of no event',
    rows: 'events',
    sql: () => sql`max(e.at)`,
  },
]

const filters = [
  whole('campaign', 'text', 'The campaign that the email belongs to.'),
  whole('template', 'text', "The email's template."),
  whole('topic', 'text', "The campaign's topic."),
]

/** What happens to emails and through them. */
export const engagementEvents: readonly EventKind[] = [
  {
    name: 'emailed',
    doc: 'Was sent an email: it was handed to the mail service.',
    example: '{campaign: win-back, within: 30 days}',
    rows: 'messages',
    filters,
    measures: [times],
  },
  {
    name: 'opened',
    doc: 'Opened an email, programs left out. Unreliable: some mail programs load no pictures, others load all of them.',
    example: '{times: at least 2, within: 90 days}',
    rows: 'message events',
    filters,
    measures: [times],
  },
  {
    name: 'clicked',
    doc: 'Clicked a link in an email; clicks of mail scanners are left out.',
    example: '{link: contains /sale, within: 30 days}',
    rows: 'message events',
    filters: [...filters, whole('link', 'text', 'The address behind the link.')],
    measures: [times],
  },
  {
    name: 'bounced',
    doc: 'An email could not be delivered, for good or for the time being.',
    example: '{times: at least 2, within: 30 days}',
    rows: 'message events',
    filters,
    measures: [times],
  },
  {
    name: 'complained',
    doc: 'Marked an email as spam.',
    example: 'anything',
    rows: 'message events',
    filters,
    measures: [times],
  },
  {
    name: 'unsubscribed',
    doc: 'Left marketing on a known day, as a whole or a topic, through an email or otherwise.',
    example: '{within: 30 days}',
    rows: 'consents',
    filters: [
      whole('campaign', 'text', 'The campaign through whose email it was said, where it was one.'),
      whole('template', 'text', "That email's template."),
      whole('topic', 'text', 'The topic that was left; `not set` where it was all marketing.'),
    ],
    measures: [times],
  },
]
