import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, sentCampaigns } from '../db/index.ts'

/** What was handed to a mail service that tells of its emails, and when it last told anything. */
export interface Reports {
  /** The newest email that is old enough for an event. */
  readonly sent: Instant | undefined
  readonly heard: Instant | undefined
  /** `silent`: nothing came since that email. */
  readonly state: 'silent' | 'heard'
}

/** An event comes within seconds; after an hour something is wrong (WH-07). */
const AN_HOUR = 3_600_000
/** Emails looked at: after years with another service the last one of this may lie a million rows back. */
const NEWEST = 500

/** Whether Resend still tells what becomes of emails, as of `ctx.now`. */
export async function reportsOf({ db, now }: Pick<DbContext, 'db' | 'now'>): Promise<Reports> {
  const { rows } = await sql<{ sent: number | null; heard: number | null }>`
    with
    -- one row per campaign: since when its newest emails were handed over
    late as (
      select sent.campaign, (
          select submitted_at
          from messages
          where messages.campaign = sent.campaign
            and submitted_at <= ${now - AN_HOUR}
          order by submitted_at desc
          limit 1 offset ${NEWEST - 1}
        ) as since
      from ${sentCampaigns} as sent
    ),
    newest as (
      select submitted_at, provider
      from late
      join messages on messages.campaign = late.campaign
      where submitted_at >= coalesce(late.since, 0)
        and submitted_at <= ${now - AN_HOUR}
      order by submitted_at desc
      limit ${NEWEST}
    )
    select
      (select max(submitted_at) from newest where provider = 'resend') as sent,
      (select max(received_at) from webhook_deliveries where provider = 'resend') as heard`.execute(db)
  const sent = rows[0]?.sent ?? undefined
  const heard = rows[0]?.heard ?? undefined
  const silent = sent !== undefined && (heard === undefined || heard < sent)
  return { sent, heard, state: silent ? 'silent' : 'heard' }
}
