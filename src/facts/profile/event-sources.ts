import { type RawBuilder, sql } from 'kysely'
import { consentVisible } from '../../consent/index.ts'
import type { NumberCondition, TextCondition } from '../condition.ts'
import type { EventRows } from '../event.ts'
import { compareSql, presenceSql } from '../kinds/compare.ts'
import { textSql } from '../kinds/text-match.ts'
import type { EventFilter } from '../question.ts'
import { upTo } from './position.ts'
import type { Position, Scope } from './scope.ts'

/** A table of happenings that are no orders: what its rows hold, and which of them an event means. */
export interface EventSource {
  readonly table: string
  readonly alias: string
  /** The relation of rows that several queries read, and what its rows are. */
  readonly staged: { readonly name: string; readonly rows: string }
  /** The relation of answers, and what its rows are. */
  readonly answers: { readonly name: string; readonly rows: string }
  /** Columns that questions use. */
  readonly columns: readonly string[]
  /** When it happened. */
  readonly at: RawBuilder<unknown>
  /** Rows without an instant hold for all times. */
  readonly undated?: 'always'
  /** True for rows of one of these events, as far as that helps to find them. */
  among(events: readonly string[], scope: Scope): RawBuilder<unknown>[]
  /** What makes a row one of an event, windows and filters apart. */
  is(event: string): RawBuilder<unknown>[]
  filter(event: string, filter: EventFilter, scope: Scope): RawBuilder<unknown>
}

/** Where the happenings of an event are stored. */
export function sourceOf(rows: Exclude<EventRows, 'orders'>): EventSource {
  return sources[rows]
}

const ownEvents: EventSource = {
  table: 'events',
  alias: 'e',
  staged: { name: 'happened', rows: "one row per subject and event of the shop's own" },
  answers: { name: 'event_answers', rows: "one row per subject with an event of the shop's own" },
  columns: ['name', 'at', 'matched'],
  at: sql`e.at`,
  among: (events) => [oneOf(sql`e.name`, events)],
  is: (event) => [sql`e.name = ${event}`],
  filter: (event, { name, condition }, { ctx }) => {
    if (kindOfFilter(event, name, ctx) === 'text') {
      return textSql(ctx.dialect.jsonText(sql`e.matched`, name), condition as TextCondition)
    }
    const number = ctx.dialect.jsonNumber(sql`e.matched`, name)
    if (condition.is === 'set' || condition.is === 'not set') return presenceSql(number, condition)
    return compareSql(number, condition as NumberCondition)
  },
}

const emails: EventSource = {
  table: 'messages',
  alias: 'm',
  staged: { name: 'mailed', rows: 'one row per subject and email submitted' },
  answers: { name: 'email_answers', rows: 'one row per subject with an email submitted' },
  columns: ['submitted_at', 'campaign', 'template', 'topic'],
  at: sql`m.submitted_at`,
  among: () => [sql`m.submitted_at is not null`],
  is: () => [],
  filter: (_event, { name, condition }) => textSql(sql`lower(${sql.ref(`m.${name}`)})`, condition as TextCondition),
}

const emailEvents: EventSource = {
  table: 'message_events',
  alias: 'v',
  staged: { name: 'mail_happened', rows: 'one row per subject and event of an email, machines left out' },
  answers: { name: 'mail_event_answers', rows: 'one row per subject with an event of an email, machines left out' },
  columns: ['kind', 'at', 'campaign', 'template', 'topic', 'link_folded'],
  at: sql`v.at`,
  // For everyone the whole index is read as it lies, by customer.
  among: (events, { subjects }) => [
    ...(subjects.of === 'everyone' ? [] : [oneOf(sql`v.kind`, events)]),
    sql`v.machine = 0`,
  ],
  is: (event) => [sql`v.kind = ${event}`],
  filter: (_event, { name, condition }) => {
    const column = name === 'link' ? sql`v.link_folded` : sql`lower(${sql.ref(`v.${name}`)})`
    return textSql(column, condition as TextCondition)
  },
}

/** The alias is the table's own name: the consent room reads it by that. */
const consentLog: EventSource = {
  table: 'consents',
  alias: 'consents',
  staged: { name: 'consent_log', rows: 'one row per subject and word in the log' },
  answers: { name: 'consent_answers', rows: 'one row per subject with a word in the log' },
  columns: ['topic', 'status', 'at', 'recorded_at', 'expires_at', 'campaign', 'template'],
  at: sql`consents.at`,
  undated: 'always',
  among: () => [],
  is: () => [sql`consents.status = 'unsubscribed'`, sql`consents.at is not null`],
  filter: (_event, { name, condition }) =>
    textSql(sql`lower(${sql.ref(`consents.${name}`)})`, condition as TextCondition),
}

const sources: Readonly<Record<Exclude<EventRows, 'orders'>, EventSource>> = {
  events: ownEvents,
  messages: emails,
  'message events': emailEvents,
  consents: consentLog,
}

/** The visible rows of a source that belong to one of these events. */
export function rowsAmong(
  source: EventSource,
  events: readonly string[],
  scope: Scope,
  { at }: Position,
): RawBuilder<unknown>[] {
  const visible = source.undated ? consentVisible(at) : upTo(scope, source.at, at)
  return [...source.among(events, scope), visible]
}

/** The kind of a filter as the shop declares it. */
export function kindOfFilter(event: string, filter: string, ctx: Scope['ctx']): string | undefined {
  return ctx.vocabulary.event(event)?.filters.find(({ name }) => name === filter)?.kind
}

function oneOf(column: RawBuilder<unknown>, names: readonly string[]): RawBuilder<unknown> {
  return names.length === 0 ? sql`1 = 0` : sql`${column} in (${sql.join([...names])})`
}
