import { scaleLinear } from 'd3-scale'
import { area, stack, stackOffsetNone, stackOrderNone } from 'd3-shape'
import { Picture, type PictureProps, px, spread } from './picture.tsx'

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

/** A stacked area over time with the names of the things at its right end. */
export function StackedArea(props: PictureProps & { readonly height: number; readonly data: AreaData }) {
  const { width, height, data } = props
  const { names, colours, points, ticks, number } = data
  const right = width < 500 ? 104 : 168
  const known = points.flatMap(({ values }) => (values ? [values.reduce((sum, value) => sum + value, 0)] : []))
  const x = scaleLinear([points[0]?.x ?? 0, points.at(-1)?.x ?? 1], [LEFT, width - right])
  const y = scaleLinear([0, Math.max(1, ...known)], [height - BOTTOM, TOP]).nice(4)
  return (
    <Picture {...props}>
      {y.ticks(4).map((tick) => (
        <>
          <line class="grid" x1={LEFT} x2={width - right} y1={px(y(tick))} y2={px(y(tick))} />
          <text class="soft end" x={LEFT - 8} y={px(y(tick) + 4)}>
            {number(tick)}
          </text>
        </>
      ))}
      {layersOf(names.length, points).map(({ place, row }) => (
        <path class={`${colours[place]} layer`} d={shapeOf(row, points, x, y)} />
      ))}
      {ticks.map((tick) => (
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

type Row = readonly (readonly [low: number, high: number])[]

/** From the bottom: the last thing lies lowest. */
function layersOf(things: number, points: AreaData['points']): { place: number; row: Row }[] {
  const places = Array.from({ length: things }, (_, i) => things - 1 - i)
  const stacked = stack<AreaData['points'][number], number>()
    .keys(places)
    .value(({ values }, place) => values?.[place] ?? 0)
    .order(stackOrderNone)
    .offset(stackOffsetNone)([...points])
  return stacked.map((row) => ({ place: row.key, row: row.map(([low, high]) => [low, high] as const) }))
}

type Scale = (value: number) => number

function shapeOf(row: Row, points: AreaData['points'], x: Scale, y: Scale): string {
  const shape = area<number>()
    .defined((i) => points[i]?.values !== undefined)
    .x((i) => x(points[i]?.x ?? 0))
    .y0((i) => y(row[i]?.[0] ?? 0))
    .y1((i) => y(row[i]?.[1] ?? 0))
    .digits(1)
  return shape(row.map((_, i) => i)) ?? ''
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
