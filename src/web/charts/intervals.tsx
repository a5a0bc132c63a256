import { scaleLinear } from 'd3-scale'
import { Picture, type PictureProps, px } from './picture.tsx'
import { wideAs } from './text-width.ts'

/** Measured values, each with the interval that holds the true one. */
export interface IntervalData {
  readonly rows: readonly {
    readonly name: string
    readonly value: number
    readonly low: number
    readonly high: number
    /** `+3.1 (1.2 to 5.0), works`. */
    readonly says: string
  }[]
  tick(value: number): string
}

const AXIS = 26
/** Below it what is said stands under the name. */
const ROOMY = 500

/** A line an interval with a dot at the value, all on one scale with zero in it. */
export function Intervals(props: PictureProps & { readonly data: IntervalData }) {
  const { width, data } = props
  const ends = data.rows.flatMap(({ low, high }) => [low, high])
  const x = scaleLinear([Math.min(0, ...ends), Math.max(0.01, ...ends)], [22, width - 22]).nice(5)
  const row = width < ROOMY ? 66 : 50
  const line = row - 18
  const bottom = data.rows.length * row
  return (
    <Picture {...props} height={bottom + AXIS}>
      {x.ticks(width < 400 ? 4 : 7).map((tick) => (
        <>
          <line class={tick === 0 ? 'tick' : 'grid'} x1={px(x(tick))} x2={px(x(tick))} y1={line - 9} y2={bottom + 4} />
          <text class="mid soft" x={px(x(tick))} y={bottom + 20}>
            {data.tick(tick)}
          </text>
        </>
      ))}
      {data.rows.map(({ name, value, low, high, says }, i) => (
        <>
          <text class="halo" x="0" y={i * row + 14}>
            {shortened(name, width - (width < ROOMY ? 0 : wideAs(says) + 24))}
          </text>
          {width < ROOMY ? (
            <text class="soft halo" x="0" y={i * row + 31}>
              {says}
            </text>
          ) : (
            <text class="end soft halo" x={width} y={i * row + 14}>
              {says}
            </text>
          )}
          <line class="interval" x1={px(x(low))} x2={px(x(high))} y1={i * row + line} y2={i * row + line} />
          <circle class="c1" cx={px(x(value))} cy={i * row + line} r="5" />
        </>
      ))}
    </Picture>
  )
}

/** A long name loses its middle: its end says what is compared. */
function shortened(name: string, room: number): string {
  const most = Math.floor(room / wideAs('x'))
  if (name.length <= most) return name
  const end = Math.floor(most / 3)
  return `${name.slice(0, most - end - 1)}…${name.slice(-end)}`
}
