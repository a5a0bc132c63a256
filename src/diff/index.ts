/** What changed files do to customers and emails, against a git revision, on the same data and day. */
export { type Comparison, compareFiles } from './compare.ts'
export type {
  CampaignDifference,
  Cause,
  Difference,
  FileChange,
  Moved,
  Sample,
  SegmentDifference,
} from './difference.ts'
export { firstCommit } from './first-commit.ts'
export { fileChanges } from './file-changes.ts'
export { markdownOf } from './markdown.ts'
export { touchedCampaigns } from './touched.ts'
export { alike, causeWords, fileWords } from './words.ts'
export { type NoRevision, readRevision, type Revision } from './revision.ts'
export { type BothFiles, withRevision } from './with-revision.ts'
