/** What happened to a file or to what it makes. */
export type FileState = 'added' | 'removed' | 'changed' | 'renamed'

/** A file of the shop that differs; `keys` are the top keys that say something else, for YAML. */
export interface FileChange {
  readonly file: string
  readonly kind: 'shop' | 'segment' | 'campaign' | 'template' | 'texts'
  /** Of the segment, campaign, template or language. */
  readonly name: string
  readonly state: FileState
  /** The file's earlier name, where it was renamed. */
  readonly from?: string
  readonly keys: readonly string[]
}

/** Why something moves: a file, and what of it. `competes`: another campaign's emails take the day, or leave it free. */
export interface Cause {
  readonly by: 'segment' | 'campaign' | 'shop' | 'template' | 'texts' | 'competes'
  readonly name: string
  readonly file: string
  readonly keys: readonly string[]
}

/** A customer as a sample names one. */
export interface Sample {
  readonly customer: string
  readonly name: string
}

/** How many, and the first few by id. */
export interface Moved {
  readonly number: number
  readonly samples: readonly Sample[]
}

/** Who enters and leaves a segment. */
export interface SegmentDifference {
  readonly segment: string
  readonly before: number
  readonly after: number
  readonly entering: Moved
  readonly leaving: Moved
  readonly causes: readonly Cause[]
}

/** Emails of one campaign that only one of the plans sends, with the reasons of the other one; '' where it lists none. */
export interface MovedEmails extends Moved {
  readonly reasons: Readonly<Record<string, number>>
}

/** The emails of a campaign that appear, vanish, go at another time, or say something else. */
export interface CampaignDifference {
  readonly campaign: string
  readonly before: number
  readonly after: number
  readonly appear: MovedEmails
  readonly vanish: MovedEmails
  readonly move: Moved
  readonly rewritten: number
  readonly causes: readonly Cause[]
}

/** One language of a template: emails of the day that say something else, and the text as a diff. */
export interface LanguageDifference {
  readonly language: string
  readonly emails: number
  /** Unified; empty where only the layout differs. */
  readonly diff: string
}

/** A template that says something else. */
export interface TemplateDifference {
  readonly template: string
  readonly state: FileState
  readonly emails: number
  readonly languages: readonly LanguageDifference[]
}

/** What changed files do to customers and emails, on the same data and day: the shape of `diff --json`. */
export interface Difference {
  readonly revision: string
  readonly commit: string
  readonly asOf: string
  readonly files: readonly FileChange[]
  readonly segments: readonly SegmentDifference[]
  readonly campaigns: readonly CampaignDifference[]
  readonly templates: readonly TemplateDifference[]
  readonly totals: DifferenceTotals
}

export interface DifferenceTotals {
  readonly entering: number
  readonly leaving: number
  readonly appear: number
  readonly vanish: number
  readonly move: number
  readonly rewritten: number
}
