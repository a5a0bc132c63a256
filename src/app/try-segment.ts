import type { Instant } from '../clock.ts'
import type { Problem } from '../problem.ts'
import { checkSegmentMeaning, meaningOf, type Segment } from '../segments/index.ts'
import { type Programme, readProgramme } from './read-programme.ts'
import type { ShopFiles } from './shop-files.ts'

/** A segment's file as somebody would have it: the segment where its text is sound, and all that is wrong with the text. */
export interface TriedText {
  readonly segment: Segment | undefined
  /** The shop with it; undefined where the shop file itself is broken. */
  readonly programme: Programme | undefined
  readonly problems: readonly Problem[]
}

/** Reads a text in place of a segment's file, among the shop's other files as they are. Nothing is written. */
export function trySegment(files: ShopFiles, file: string, text: string, now: Instant): TriedText {
  const others = files.segments.filter((source) => source.file !== file)
  const { value: programme, problems } = readProgramme({ ...files, segments: [...others, { file, text }] })
  const own = problems.filter(({ place }) => place?.file === file)
  const segment = programme?.segments.find((one) => one.file === file)
  if (!programme || !segment) return { segment, programme, problems: own }
  const meaning = meaningOf(programme.vocabulary, programme.segments, now)
  return { segment, programme, problems: [...own, ...checkSegmentMeaning(segment, meaning)] }
}
