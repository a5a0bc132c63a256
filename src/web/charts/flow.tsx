import { sankey, type SankeyGraph, type SankeyLink, sankeyLinkHorizontal, type SankeyNode } from 'd3-sankey'
import { Picture, type PictureProps, px, spread } from './picture.tsx'
import { linesOf, wideAs } from './text-width.ts'

/** How many went from one thing to another between two moments. */
export interface FlowData {
  /** The things in their order: both sides are sorted by it. */
  readonly names: readonly string[]
  /** The class of each one's colour. */
  readonly colours: readonly string[]
  readonly flows: readonly { readonly from: number; readonly to: number; readonly customers: number }[]
  /** What the two sides are: days. */
  readonly sides: readonly [string, string]
  number(value: number): string
  /** `48 from at-risk to lapsed`, shown where the pointer rests. */
  says(flow: { readonly from: number; readonly to: number; readonly customers: number }): string
}

interface Thing {
  readonly place: number
  readonly side: 'before' | 'after'
}

type Node = SankeyNode<Thing, { readonly flow: FlowData['flows'][number] }>
type Link = SankeyLink<Thing, { readonly flow: FlowData['flows'][number] }>

const TOP = 26

/** A Sankey: the things before at the left, after at the right, in one order on both sides. */
export function Flow(props: PictureProps & { readonly height: number; readonly data: FlowData }) {
  const { width, height, data } = props
  const side = width < 500 ? 108 : 150
  const { nodes, links } = laidOut(data, [side, TOP, width - side, height - 6])
  const [before, after] = data.sides
  return (
    <Picture {...props}>
      <text class="soft" x="0" y="14">
        {before}
      </text>
      <text class="soft end" x={width} y="14">
        {after}
      </text>
      {/* A broad band that bends in little room would fold out behind its ends. */}
      <clipPath id={`${props.id}-between`}>
        <rect x={side} y="0" width={width - 2 * side} height={height} />
      </clipPath>
      <g clip-path={`url(#${props.id}-between)`}>
        {links.map((link) => (
          <path
            class={`${data.colours[placeOf(link.source)]} flow ${stays(link) ? 'stays' : ''}`}
            d={sankeyLinkHorizontal()(link) ?? ''}
            stroke-width={px(Math.max(1, link.width ?? 0))}
          >
            <title>{data.says(link.flow)}</title>
          </path>
        ))}
      </g>
      {nodes.map((node) => (
        <rect
          class={data.colours[node.place]}
          x={px(node.x0 ?? 0)}
          y={px(node.y0 ?? 0)}
          width={px((node.x1 ?? 0) - (node.x0 ?? 0))}
          height={px(Math.max(1, (node.y1 ?? 0) - (node.y0 ?? 0)))}
        />
      ))}
      <Names
        nodes={nodes.filter((node) => node.side === 'before')}
        data={data}
        x={side - 8}
        bottom={height}
        room={side - 8}
      />
      <Names
        nodes={nodes.filter((node) => node.side === 'after')}
        data={data}
        x={width - side + 8}
        bottom={height}
        room={side - 8}
      />
    </Picture>
  )
}

function laidOut(data: FlowData, [x0, y0, x1, y1]: [number, number, number, number]) {
  const { names, flows } = data
  const counted = flows.filter(({ customers }) => customers > 0)
  const things = (side: Thing['side'], used: (flow: FlowData['flows'][number]) => number): Node[] => {
    return names.flatMap((_, place) => (counted.some((flow) => used(flow) === place) ? [{ place, side }] : []))
  }
  const nodes = [...things('before', ({ from }) => from), ...things('after', ({ to }) => to)]
  const at = (side: Thing['side'], place: number) => nodes.findIndex((n) => n.side === side && n.place === place)
  const links = counted.map((flow): Link => {
    return { source: at('before', flow.from), target: at('after', flow.to), value: flow.customers, flow }
  })
  const layout = sankey<Thing, { readonly flow: FlowData['flows'][number] }>()
    .extent([
      [x0, y0],
      [x1, y1],
    ])
    .nodeWidth(12)
    .nodePadding(14)
    .nodeSort((a, b) => a.place - b.place)
    .linkSort((a, b) => placeOf(a.source) - placeOf(b.source) || placeOf(a.target) - placeOf(b.target))
  const graph: SankeyGraph<Thing, { readonly flow: FlowData['flows'][number] }> = { nodes, links }
  return layout(graph)
}

function placeOf(end: Link['source']): number {
  return typeof end === 'object' ? end.place : -1
}

function stays({ flow }: Link): boolean {
  return flow.from === flow.to
}

function Names(props: {
  readonly nodes: readonly Node[]
  readonly data: FlowData
  readonly x: number
  readonly bottom: number
  /** Pixels that a name may take. */
  readonly room: number
}) {
  const { nodes, data, x, bottom, room } = props
  const named = nodes.map((node) => linesOfNode(node, data, room))
  const middles = nodes.map(({ y0 = 0, y1 = 0 }) => (y0 + y1) / 2)
  const heights = named.map((lines) => lines.length * LINE)
  const places = spread(middles, heights, [TOP + 6, bottom - 6])
  return (
    <>
      {nodes.map((node, i) => (
        <Name
          lines={named[i] ?? []}
          number={data.number(node.value ?? 0)}
          end={node.side === 'before' ? 'end' : ''}
          x={x}
          y={places[i] ?? 0}
        />
      ))}
    </>
  )
}

/** Pixels from one line to the next. */
const LINE = 15

/** A name with its number in bold, the last word of all, in the middle of its height. */
function Name(props: {
  readonly lines: readonly string[]
  readonly number: string
  readonly end: 'end' | ''
  readonly x: number
  readonly y: number
}) {
  const { lines, number, end, x, y } = props
  const top = y + 4 - ((lines.length - 1) * LINE) / 2
  return (
    <text class={end} x={x} y={px(top)}>
      {lines.map((line, i) => {
        const last = i === lines.length - 1
        return (
          <tspan x={x} dy={i === 0 ? 0 : LINE}>
            {last ? line.slice(0, line.length - number.length) : line}
            {last && <tspan class="strong">{number}</tspan>}
          </tspan>
        )
      })}
    </text>
  )
}

/** A name and its number in lines that fit; a word that is too long for a line is cut. */
function linesOfNode({ place, value = 0 }: Node, data: FlowData, room: number): string[] {
  const most = Math.floor(room / NARROW)
  const words = (data.names[place] ?? '').split(' ').map((word) => {
    return word.length <= most ? word : `${word.slice(0, most - 1)}…`
  })
  return linesOf([...words, data.number(value)].join(' '), (room * wideAs('x')) / NARROW)
}

/** Pixels of a small letter in the font of pictures: names have few wide ones. */
const NARROW = 6
