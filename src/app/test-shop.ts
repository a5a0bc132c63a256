import type { Instant } from '../clock.ts'
import { testCampaign } from '../plan/index.ts'
import type { Place, Problem } from '../problem.ts'
import { type JudgedLine, testExamples } from '../segments/index.ts'
import type { Programme } from './read-programme.ts'

/** The examples of one file and what became of them. */
export interface TestedFile {
  readonly name: string
  readonly kind: 'segment' | 'campaign'
  readonly file: string
  readonly examples: readonly TestedExample[]
}

/** `expected` and `got` in words: `in`, `out`, a step's id, `none (no_consent)`. `problem` where it failed. */
export interface TestedExample {
  readonly place: Place
  readonly expected: string
  readonly got: string
  readonly lines: readonly JudgedLine[]
  readonly problem?: Problem
}

/** Runs the examples of all sound segments and campaigns, no database needed, in the order of the files. */
export function testShop({ segments, campaigns, vocabulary }: Programme, now: Instant): TestedFile[] {
  const world = { segments, vocabulary }
  const ofSegments = segments.map((segment): TestedFile => {
    const examples = testExamples(segment, vocabulary, now).map(({ example, got, lines, problem }) => {
      return { place: example.place, expected: example.expect, got, lines, ...(problem ? { problem } : {}) }
    })
    return { name: segment.name, kind: 'segment', file: segment.file, examples }
  })
  const ofCampaigns = campaigns.map((campaign): TestedFile => {
    const examples = testCampaign(campaign, world, now).map(({ example, got, lines, problem }) => {
      const [expected, found] = [inWords(example.expect), inWords(got)]
      return { place: example.place, expected, got: found, lines, ...(problem ? { problem } : {}) }
    })
    return { name: campaign.name, kind: 'campaign', file: campaign.file, examples }
  })
  return [...ofSegments.sort(byFile), ...ofCampaigns.sort(byFile)]
}

function inWords({ email, reason }: { email: string; reason: string | undefined }): string {
  return reason === undefined || reason === 'due' ? email : `${email} (${reason})`
}

function byFile(a: TestedFile, b: TestedFile): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0
}
