import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { dayNumber, dayOfNumber } from '../../calendar/index.ts'
import type { Formats } from '../view/formats.ts'
import type { SizeOn } from './history.ts'

const [WIDTH, HEIGHT] = [760, 220]
const [LEFT, RIGHT, TOP, BOTTOM] = [54, 16, 12, 28]

/** The size of a segment over time, from zero up; a day without a count is a gap. */
export function SizeChart(props: {
  readonly format: Formats
  readonly sizes: readonly SizeOn[]
  readonly title: string
  readonly finding: string
}) {
  const { format, sizes, title, finding } = props
  const days = sizes.map(({ day }) => dayNumber(day))
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const x = scaleLinear([first, Math.max(last, first + 1)], [LEFT, WIDTH - RIGHT])
  const most = Math.max(1, ...sizes.map(({ size = 0 }) => size))
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice(4)
  const points = sizes.map(({ size }, i): [number, number | undefined] => [days[i] ?? 0, size])
  const at = {
    x: ([day]: Point) => x(day),
    y: ([, size]: Point) => y(size ?? 0),
    known: ([, size]: Point) => size !== undefined,
  }
  const curve = line<Point>().x(at.x).y(at.y).defined(at.known)(points)
  const below = area<Point>().x(at.x).y0(y(0)).y1(at.y).defined(at.known)(points)
  const whole = y.ticks(4).filter(Number.isInteger)
  return (
    <svg
      class="sizes"
      role="img"
      aria-labelledby="sizes-title sizes-desc"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <title id="sizes-title">{title}</title>
      <desc id="sizes-desc">{finding}</desc>
      {whole.map((tick) => (
        <g>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text class="soft" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
            {format.number(tick)}
          </text>
        </g>
      ))}
      <Days format={format} first={first} last={last} x={x} />
      <path class="area" d={below ?? ''} />
      <path class="curve" d={curve ?? ''} />
      {points.map(([day, size]) =>
        size === undefined ? null : (
          <circle cx={x(day)} cy={y(size)} r={points.length > 60 ? 1.5 : 2.5}>
            <title>{`${format.day(dayOfNumber(day))}: ${format.number(size)}`}</title>
          </circle>
        ),
      )}
    </svg>
  )
}

type Point = readonly [day: number, size: number | undefined]

function Days(props: {
  readonly format: Formats
  readonly first: number
  readonly last: number
  x(day: number): number
}) {
  const { format, first, last, x } = props
  const ticks = dayTicks(first, last)
  const anchor = (i: number) => (i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle')
  return (
    <>
      {ticks.map((tick, i) => (
        <text class="soft" x={x(tick)} y={HEIGHT - 8} text-anchor={anchor(i)}>
          {format.day(dayOfNumber(tick))}
        </text>
      ))}
    </>
  )
}

/** Five days at even distances, ends included. */
function dayTicks(first: number, last: number): number[] {
  const steps = Math.min(4, last - first)
  if (steps <= 0) return [first]
  return Array.from({ length: steps + 1 }, (_, i) => Math.round(first + ((last - first) * i) / steps))
}
