import type { Campaign } from '../campaigns/index.ts'
import type { Segment } from '../segments/index.ts'
import type { Touchpoint } from './touchpoint.ts'
import { touchpoints } from './touchpoints/index.ts'

/** A moment, and the campaigns that are there for it. */
export interface Audited {
  readonly touchpoint: Touchpoint
  /** Names; none: the shop says nothing at that moment. */
  readonly campaigns: readonly string[]
}

/** What a shop sends at each moment of a customer's life: by how campaigns start, or by a tag with the moment's name. */
export function auditProgramme(campaigns: readonly Campaign[], segments: readonly Segment[]): readonly Audited[] {
  const byName = new Map(segments.map((segment) => [segment.name, segment]))
  return touchpoints.map((touchpoint) => {
    const meeting = campaigns.filter(
      (campaign) => campaign.tags.includes(touchpoint.name) || touchpoint.meets(campaign, byName),
    )
    return { touchpoint, campaigns: meeting.map(({ name }) => name) }
  })
}
