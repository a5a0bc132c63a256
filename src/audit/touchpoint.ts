import type { Campaign } from '../campaigns/index.ts'
import type { Segment } from '../segments/index.ts'

/** The names of the moments. */
export type Moment =
  | 'welcome'
  | 'onboarding'
  | 'after-purchase'
  | 'survey'
  | 'complaint'
  | 'next-order'
  | 'birthday'
  | 'anniversary'
  | 'tier'
  | 'referral'
  | 'at-risk'
  | 'win-back'
  | 'goodbye'

/** A moment in the life of a customer at which a shop should say something. */
export interface Touchpoint {
  /** As a tag on a campaign it says: this is the one. */
  readonly name: Moment
  readonly title: string
  /** Why it matters, in a sentence. */
  readonly why: string
  /** Whether a campaign is for this moment, by how it starts and not by its name. */
  readonly meets: (campaign: Campaign, segments: ReadonlyMap<string, Segment>) => boolean
  readonly starter: Starter
}

/** What to begin with: a campaign, the emails it sends, and the segment it starts with where it needs one. */
export interface Starter {
  /** YAML below the line that names the campaign. */
  readonly campaign: string
  readonly emails: readonly StarterEmail[]
  readonly segment?: { readonly name: string; readonly text: string }
}

/** The words of an email, in English. */
export interface StarterEmail {
  readonly template: string
  readonly subject: string
  readonly preview: string
  readonly kicker: string
  readonly title: string
  readonly text: readonly string[]
  readonly button: string
}
