import type { CountedRun, Findings } from '../../segments/index.ts'
import type { Answer } from '../background/answers.ts'
import { Sparkline } from '../parts/sparkline.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { lastWeek, youngSince } from './week.ts'

/** How many are in a segment, as of the last run (or now, where none counted it), and who came and left in 7 days. */
export function SizeStats(props: {
  readonly view: View<SegmentsWord>
  readonly name: string
  readonly runs: readonly CountedRun[]
  readonly findings: Answer<Findings | undefined>
}) {
  const { view, name, runs, findings } = props
  const { say, format, app, ctx } = view
  const last = runs.at(-1)
  const size = last?.sizes.get(name) ?? (findings.state === 'done' ? findings.value?.size : undefined)
  const week = lastWeek(runs, name, ctx.now, app.shop.timeZone)
  const share = last && last.customers > 0 && size !== undefined ? size / last.customers : undefined
  const young = youngSince(runs, ctx.now, app.shop.timeZone)
  const sizes = runs.map((run) => run.sizes.get(name))
  return (
    <>
      <Stat
        label={last ? say('counted', { at: format.instant(last.slot) }) : say('customers')}
        value={size === undefined ? '…' : format.number(size)}
        note={share === undefined ? undefined : say('ofAll', { share: format.percent(share) })}
      />
      {last && (
        <Stat
          label={young === undefined ? say('inOut') : say('inOutSince', { day: format.day(young) })}
          value={`+${format.number(week.entered)} −${format.number(week.left)}`}
          note={
            sizes.length > 1 && (
              <Sparkline values={sizes} label={say('sizeLabel', { name, n: format.number(size ?? 0) })} />
            )
          }
        />
      )}
    </>
  )
}
