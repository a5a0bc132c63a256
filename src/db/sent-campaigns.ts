import { sql } from 'kysely'

/**
 * The campaigns of which something was handed over, as a query of `campaign`: one look into the index of campaign and
 * time each. What was sent in some time, by whichever campaign, is asked for through them.
 */
export const sentCampaigns = sql`(
    with recursive sent (campaign) as (
      select min(campaign)
      from messages
      where submitted_at is not null
      union all
      select (
        select min(messages.campaign)
        from messages
        where messages.submitted_at is not null
          and messages.campaign > sent.campaign
      )
      from sent
      where sent.campaign is not null
    )
    select campaign
    from sent
    where campaign is not null
  )`
