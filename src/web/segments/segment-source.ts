import { type App, nameOf, type SourceFile, templatesOf } from '../../app/index.ts'
import { segmentsOf } from '../../campaigns/index.ts'
import { type Segment, segmentsIn } from '../../segments/index.ts'

/** A segment as its file has it: `segment` is missing where the file is broken. */
export interface SegmentSource {
  readonly name: string
  readonly source: SourceFile
  readonly segment: Segment | undefined
}

/** All segments by name, the broken ones among them. */
export function segmentSources({ files, segments }: App): SegmentSource[] {
  const all = files.segments.map((source) => {
    const name = nameOf(source)
    return { name, source, segment: segments.find((one) => one.name === name) }
  })
  return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names of what uses a segment. */
export interface UsersOf {
  readonly segments: readonly string[]
  readonly campaigns: readonly string[]
}

/** Which segments and campaigns ask for a segment. */
export function usersOf(app: App, name: string): UsersOf {
  return usersIn(app)(name)
}

/** The same for many segments: each rule is read once. */
export function usersIn({ segments, campaigns, shop }: App): (name: string) => UsersOf {
  const asking = segments.map((one) => ({ name: one.name, asks: new Set(segmentsIn([one.who], shop.stages)) }))
  const sending = campaigns.map((one) => ({ name: one.name, asks: new Set(segmentsOf(one, shop.stages)) }))
  const those = (all: typeof asking, name: string) => all.filter(({ asks }) => asks.has(name)).map((one) => one.name)
  return (name) => ({ segments: those(asking, name), campaigns: those(sending, name) })
}

/** A template that members get or may get, to preview them with: of a campaign that uses the segment, else any. */
export function templateFor(app: App, name: string): string | undefined {
  const users = usersOf(app, name).campaigns
  const own = app.campaigns.filter((one) => users.includes(one.name)).flatMap(templatesOf)
  return own[0]?.template ?? app.templates.names[0]
}
