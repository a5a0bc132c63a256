import { scaleLinear } from 'd3-scale'
import { stack, stackOffsetNone, stackOrderNone } from 'd3-shape'
import { Picture, type PictureProps, px, spread } from './picture.tsx'
import { wideAs } from './text-width.ts'

/** Numbers of several things over days, one above the other. */
export interface AreaData {
  /** The things in their order, the first on top. */
  readonly names: readonly string[]
  /** The class of each one's colour. */
  readonly colours: readonly string[]
  /** Oldest first; `x` is the number of the day, undefined values are a gap. */
  readonly points: readonly { readonly x: number; readonly values: readonly number[] | undefined }[]
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  number(value: number): string
}

const TOP = 8
const BOTTOM = 26
const LEFT = 52
/** Pixels of a figure. */
const FIGURE = 6.6

/** A stacked area over time with the names of the things at its right end. */
export function StackedArea(props: PictureProps & { readonly height: number; readonly data: AreaData }) {
  const { width, height, data } = props
  const { names, colours, points, ticks, number } = data
  const right = width < 500 ? 104 : 168
  const known = points.flatMap(({ values }) => (values ? [values.reduce((sum, value) => sum + value, 0)] : []))
  const y = scaleLinear([0, Math.max(1, ...known)], [height - BOTTOM, TOP]).nice(4)
  const left = Math.max(LEFT, 10 + FIGURE * Math.max(...y.ticks(4).map((tick) => number(tick).length)))
  const x = scaleLinear([points[0]?.x ?? 0, points.at(-1)?.x ?? 1], [left, width - right])
  return (
    <Picture {...props}>
      {y.ticks(4).map((tick) => (
        <>
          <line class="grid" x1={px(left)} x2={width - right} y1={px(y(tick))} y2={px(y(tick))} />
          <text class="soft end" x={px(left - 8)} y={px(y(tick) + 4)}>
            {number(tick)}
          </text>
        </>
      ))}
      {layersOf(names.length, points).map(({ place, tops }) => (
        <path class={`${colours[place]} layer`} d={shapeOf(tops, points, x, y)} />
      ))}
      {apart(ticks, x).map((tick) => (
        <>
          <line class="tick" x1={px(x(tick.x))} x2={px(x(tick.x))} y1={height - BOTTOM} y2={height - BOTTOM + 5} />
          <text class="soft mid" x={px(x(tick.x))} y={height - 7}>
            {tick.label}
          </text>
        </>
      ))}
      <Labels data={data} x={width - right + 10} y={y} short={width < 500} bottom={height - BOTTOM} />
    </Picture>
  )
}

/** Marks whose labels do not touch. */
function apart(ticks: AreaData['ticks'], x: (day: number) => number): AreaData['ticks'] {
  let end = 0
  return ticks.filter(({ x: day, label }) => {
    const half = wideAs(label) / 2
    if (x(day) - half < end) return false
    end = x(day) + half + 8
    return true
  })
}

/** The upper edge of each thing, the first on top: each is drawn down to the ground, and the next one over it. */
function layersOf(things: number, points: AreaData['points']): { place: number; tops: number[] }[] {
  const places = Array.from({ length: things }, (_, i) => things - 1 - i)
  const stacked = stack<AreaData['points'][number], number>()
    .keys(places)
    .value(({ values }, place) => values?.[place] ?? 0)
    .order(stackOrderNone)
    .offset(stackOffsetNone)([...points])
  return stacked.map((row) => ({ place: row.key, tops: row.map(([, high]) => high) })).reverse()
}

type Scale = (value: number) => number

/** A shape for each stretch between gaps. */
function shapeOf(tops: readonly number[], points: AreaData['points'], x: Scale, y: Scale): string {
  const stretches: Place[][] = [[]]
  for (const [i, point] of points.entries()) {
    if (point.values) stretches.at(-1)?.push([tenths(x(point.x)), tenths(y(tops[i] ?? 0))])
    else stretches.push([])
  }
  return stretches.map((places) => stretchOf(places, y(0))).join('')
}

/** Tenths of a pixel from the left and from the top. */
type Place = readonly [x: number, y: number]

/** Along the edge in steps, which are shorter to write than places, and back along the ground. */
function stretchOf(places: readonly Place[], ground: number): string {
  const [first] = places
  if (!first) return ''
  const steps = places.slice(1).map(([x, y], i) => {
    const [beforeX, beforeY] = places[i] ?? first
    return `l${pair(x - beforeX, y - beforeY)}`
  })
  return `M${pair(...first)}${steps.join('')}V${px(ground)}H${first[0] / 10}z`
}

/** A minus parts two numbers as well as a comma does. */
function pair(x: number, y: number): string {
  return y < 0 ? `${x / 10}${y / 10}` : `${x / 10},${y / 10}`
}

function tenths(value: number): number {
  return Math.round(value * 10)
}

function Labels(props: {
  readonly data: AreaData
  readonly x: number
  readonly y: Scale
  readonly short: boolean
  readonly bottom: number
}) {
  const { data, x, y, short, bottom } = props
  const { names, colours, points, number } = data
  const last = points.findLast(({ values }) => values !== undefined)?.values
  if (!last) return null
  const middles = names.map((_, place) => {
    const below = last.slice(place + 1).reduce((sum, value) => sum + value, 0)
    return y(below + (last[place] ?? 0) / 2)
  })
  const places = spread(middles, 16, [TOP + 6, bottom])
  return (
    <>
      {names.map((name, place) => (
        <>
          <rect class={colours[place]} x={x} y={px((places[place] ?? 0) - 5)} width="9" height="9" rx="2" />
          <text x={x + 15} y={px((places[place] ?? 0) + 4)}>
            {short ? name : `${name} ${number(last[place] ?? 0)}`}
          </text>
        </>
      ))}
    </>
  )
}
