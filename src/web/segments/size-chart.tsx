import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { dayNumber, dayOfNumber } from '../../calendar/index.ts'
import { Picture, wideAs } from '../charts/index.ts'
import { dayName, monthName } from '../view/day-words.ts'
import type { Voice } from '../view/view.ts'
import type { SizeOn } from './history.ts'

const HEIGHT = 220
const [LEFT, RIGHT, TOP, BOTTOM] = [54, 16, 12, 28]

/** The size of a segment over time, from zero up; a day without a count is a gap. */
export function SizeChart(props: {
  readonly view: Voice
  readonly sizes: readonly SizeOn[]
  readonly title: string
  readonly finding: string
  /** Pixels: text keeps its size whatever the width. */
  readonly width: number
}) {
  const { view, sizes, title, finding, width } = props
  const days = sizes.map(({ day }) => dayNumber(day))
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const x = scaleLinear([first, Math.max(last, first + 1)], [LEFT, width - RIGHT])
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
    <Picture id={`sizes-${width}`} title={title} finding={finding} width={width} height={HEIGHT}>
      {whole.map((tick) => (
        <g>
          <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text class="soft" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
            {view.format.number(tick)}
          </text>
        </g>
      ))}
      <Days view={view} first={first} last={last} width={width} x={x} />
      <path class="area" d={below ?? ''} />
      <path class="curve" d={curve ?? ''} />
      {points.map(([day, size]) =>
        size === undefined ? null : (
          <circle cx={x(day)} cy={y(size)} r={points.length > 60 ? 1.5 : 2.5}>
            <title>{`${view.format.day(dayOfNumber(day))}: ${view.format.number(size)}`}</title>
          </circle>
        ),
      )}
    </Picture>
  )
}

type Point = readonly [day: number, size: number | undefined]

function Days(props: {
  readonly view: Voice
  readonly first: number
  readonly last: number
  readonly width: number
  x(day: number): number
}) {
  const { view, first, last, width, x } = props
  const nameOf = (day: number) => {
    return last - first > 300 ? monthName(view, dayOfNumber(day), 'year') : dayName(view, dayOfNumber(day))
  }
  // As many as have room beside each other.
  const fitting = Math.floor((width - LEFT - RIGHT) / (wideAs(nameOf(last)) + 14))
  const ticks = dayTicks(first, last, Math.min(5, Math.max(2, fitting)))
  const anchor = (i: number) => (i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle')
  return (
    <>
      {ticks.map((tick, i) => (
        <text class="soft" x={x(tick)} y={HEIGHT - 8} text-anchor={anchor(i)}>
          {nameOf(tick)}
        </text>
      ))}
    </>
  )
}

/** Days at even distances, ends included. */
function dayTicks(first: number, last: number, most: number): number[] {
  const steps = Math.min(most - 1, last - first)
  if (steps <= 0) return [first]
  return Array.from({ length: steps + 1 }, (_, i) => Math.round(first + ((last - first) * i) / steps))
}
