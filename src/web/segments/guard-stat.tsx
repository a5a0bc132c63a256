import { addLocalDays } from '../../calendar/index.ts'
import type { CountedRun, Segment } from '../../segments/index.ts'
import { Badge } from '../parts/badge.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'

/** How a segment's last size stands against its guard. */
export function GuardStat(props: {
  readonly view: View<SegmentsWord>
  readonly segment: Segment
  readonly runs: readonly CountedRun[]
}) {
  const { view, segment, runs } = props
  const { say } = view
  const { dailyChange, size } = segment.guard
  if (!dailyChange && !size) return <Stat label={say('guard')} value="–" note={say('guardNone')} />
  const found = sharesOf(segment.name, runs, view.app.shop.timeZone)
  const checks = [
    ...(dailyChange ? [{ found: found.change, bound: dailyChange, words: 'guardDaily' as const }] : []),
    ...(size ? [{ found: found.size, bound: size, words: 'guardSize' as const }] : []),
  ]
  const known = checks.filter((check) => check.found !== undefined)
  const stopped = known.some((check) => (check.found ?? 0) > check.bound.share)
  const percent = (share: number) => view.format.percent(share)
  const notes = known.map(({ found: share = 0, bound, words }) =>
    say(words, { found: percent(share), allowed: percent(bound.share) }),
  )
  const sign = known.length === 0 ? '–' : stopped ? '!' : '✓'
  const note = known.length === 0 ? say('guardWaits') : notes.join(' · ')
  return (
    <Stat
      label={say('guard')}
      value={<span class={stopped ? 'bad' : known.length > 0 ? 'good' : undefined}>{sign}</span>}
      note={stopped ? <Badge tone="bad" word={note} /> : note}
    />
  )
}

/** The change since the run of the day before, and the share of the whole base; undefined where nothing says. */
function sharesOf(name: string, runs: readonly CountedRun[], zone: string) {
  const last = runs.at(-1)
  const now = last?.sizes.get(name)
  if (!last || now === undefined) return { change: undefined, size: undefined }
  const before = runs
    .findLast(({ slot }) => slot < last.slot && slot >= addLocalDays(last.slot, -1, zone))
    ?.sizes.get(name)
  return {
    change: before ? Math.abs(now - before) / before : undefined,
    size: last.customers > 0 ? now / last.customers : undefined,
  }
}
