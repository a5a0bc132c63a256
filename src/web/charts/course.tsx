import { scaleLinear } from 'd3-scale'
import { Picture, type PictureProps, px } from './picture.tsx'
import { wideAs } from './text-width.ts'

/** A number on its way to another: days are numbers of days. */
export interface CourseData {
  /** Oldest first. */
  readonly points: readonly { readonly x: number; readonly value: number }[]
  /** The first day and the last. */
  readonly from: number
  readonly to: number
  /** The newest day that is over, inside or at the end of them. */
  readonly now: number
  /** The value it began with and the one that is wanted. */
  readonly begin: number
  readonly wanted: number
  /** What stands at its lines and below its ends. */
  readonly words: {
    readonly wanted: string
    readonly now: string
    readonly from: string
    readonly to: string
  }
  tick(value: number): string
}

const [TOP, BOTTOM, HEIGHT] = [26, 28, 220]

/** The line of a value, the even pace to what is wanted, and the day of now. */
export function Course(props: PictureProps & { readonly data: CourseData }) {
  const { width, data } = props
  const { points, from, to, now, begin, wanted, words, tick } = data
  const values = [...points.map(({ value }) => value), begin, wanted]
  const low = Math.min(...values)
  // A flat line has no height of its own.
  const high = Math.max(...values, low + Math.abs(low) * 0.01, low + 0.001)
  const y = scaleLinear([low, high], [HEIGHT - BOTTOM - 20, TOP + 12]).nice(4)
  // Signs such as % and € are wider than digits.
  const left = 18 + Math.max(...y.ticks(4).map((value) => wideAs(tick(value))))
  const x = scaleLinear([from, to], [left, width - 10])
  const bottom = HEIGHT - BOTTOM
  return (
    <Picture {...props} height={HEIGHT}>
      {y.ticks(4).map((value) => (
        <>
          <line class="grid" x1={px(left)} x2={width - 10} y1={px(y(value))} y2={px(y(value))} />
          <text class="soft end" x={px(left - 8)} y={px(y(value) + 4)}>
            {tick(value)}
          </text>
        </>
      ))}
      <line class="pace" x1={px(x(from))} x2={px(x(to))} y1={px(y(begin))} y2={px(y(wanted))} />
      <line class="target" x1={px(left)} x2={width - 10} y1={px(y(wanted))} y2={px(y(wanted))} />
      <line class="tick" x1={px(x(now))} x2={px(x(now))} y1={TOP - 6} y2={bottom} />
      <text class={`soft ${anchorAt(x(now), width, words.now)}`} x={px(x(now))} y="12">
        {words.now}
      </text>
      <path
        class="curve"
        d={points.map(({ x: day, value }, i) => `${i === 0 ? 'M' : 'L'}${px(x(day))},${px(y(value))}`).join('')}
      />
      <text class="end halo" x={width - 10} y={px(y(wanted) + (wanted < begin ? 16 : -6))}>
        {words.wanted}
      </text>
      {points.map(({ x: day, value }, i) => (
        <circle class="c1" cx={px(x(day))} cy={px(y(value))} r={i === points.length - 1 ? 5 : 2.5} />
      ))}
      <text class="soft" x={px(left)} y={HEIGHT - 7}>
        {words.from}
      </text>
      <text class="soft end" x={width - 10} y={HEIGHT - 7}>
        {words.to}
      </text>
    </Picture>
  )
}

/** A word at a line stays inside the picture. */
function anchorAt(x: number, width: number, word: string): string {
  const half = wideAs(word) / 2
  return x + half > width - 10 ? 'end' : x - half < 0 ? '' : 'mid'
}
