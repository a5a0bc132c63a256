import { scaleLinear } from 'd3-scale'
import { Picture, type PictureProps, px } from './picture.tsx'

/** Two values side by side in each row: what was expected, and what came. */
export interface PairData {
  readonly rows: readonly { readonly name: string; readonly expected: number; readonly actual: number }[]
  /** What the names of the rows are. */
  readonly names: string
  /** The names of the two. */
  readonly expected: string
  readonly actual: string
  tick(value: number): string
}

const [ROW, BAR, AXIS] = [38, 12, 26]
const NAMES = 96
/** Below it the names of the two stand one below the other. */
const ROOMY = 500

/** Two bars a row on one scale from zero. */
export function Pairs(props: PictureProps & { readonly data: PairData }) {
  const { width, data } = props
  const most = Math.max(0.01, ...data.rows.flatMap(({ expected, actual }) => [expected, actual]))
  const x = scaleLinear([0, most], [NAMES, width - 12]).nice(5)
  const key = width < ROOMY ? 66 : 48
  const second = width < ROOMY ? { x: 0, y: 20 } : { x: NAMES + (width - NAMES) / 2, y: 2 }
  const bottom = key + data.rows.length * ROW
  return (
    <Picture {...props} height={bottom + AXIS}>
      <Key class="c2" at={{ x: width < ROOMY ? 0 : NAMES, y: 2 }} name={data.expected} />
      <Key class="c1" at={second} name={data.actual} />
      <text class="soft" x="0" y={key - 4}>
        {data.names}
      </text>
      {x.ticks(width < ROOMY ? 4 : 7).map((tick) => (
        <>
          <line class="grid" x1={px(x(tick))} x2={px(x(tick))} y1={key} y2={bottom} />
          <text class="mid soft" x={px(x(tick))} y={bottom + 18}>
            {data.tick(tick)}
          </text>
        </>
      ))}
      {data.rows.map(({ name, expected, actual }, i) => (
        <>
          <text x="0" y={key + i * ROW + 24}>
            {name}
          </text>
          <rect class="c2" x={NAMES} y={key + i * ROW + 6} width={px(Math.max(1, x(expected) - NAMES))} height={BAR} />
          <rect
            class="c1"
            x={NAMES}
            y={key + i * ROW + 6 + BAR + 1}
            width={px(Math.max(1, x(actual) - NAMES))}
            height={BAR}
          />
        </>
      ))}
    </Picture>
  )
}

function Key(props: { readonly class: string; readonly at: { readonly x: number; readonly y: number }; name: string }) {
  const { at, name } = props
  return (
    <>
      <rect class={props.class} x={px(at.x)} y={px(at.y)} width="12" height="12" />
      <text x={px(at.x + 18)} y={px(at.y + 11)}>
        {name}
      </text>
    </>
  )
}
