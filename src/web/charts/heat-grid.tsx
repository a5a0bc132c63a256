import { Picture, type PictureProps, px } from './picture.tsx'
import { linesOf, wideAs } from './text-width.ts'

/** A cell of a grid: how dark it is (0 to 1) and what stands in it. */
export interface HeatCell {
  readonly share: number
  readonly text: string
  /** What the pointer reads. */
  readonly says: string
  /** `open`: the time it stands for is not over. */
  readonly state?: 'open' | undefined
}

/** A grid of shaded cells with words around it. */
export interface HeatData {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly note?: string
    readonly cells: readonly (HeatCell | undefined)[]
  }[]
  /** What the columns and the rows are. */
  readonly axes: readonly [columns: string, rows: string]
  /** What lightest and darkest mean. */
  readonly legend: readonly [least: string, most: string]
}

/** Pixels of the words at the left and of a cell's height. */
export interface HeatSize {
  readonly left: number
  readonly cell: number
}

/** Room for the names of the columns, and for a line of what rows and columns are. */
const TOP = 24
const LINE = 17
const LEGEND = 34
const STEPS = 6
/** Narrower pictures are those of phones: nobody points there, and the page stays light. */
const POINTED = 350

/** Shaded cells; the number stands in each, and a legend below says what the shades mean. */
export function HeatGrid(props: PictureProps & { readonly size: HeatSize; readonly data: HeatData }) {
  const { width, data, size } = props
  const { columns, rows, axes } = data
  const step = (width - size.left) / Math.max(1, columns.length)
  const titles = [linesOf(`${axes[0]}\u00a0→`, width), axes[1] === '' ? [] : linesOf(`${axes[1]}\u00a0↓`, width)]
  const lines = titles.flat()
  const top = lines.length * LINE + TOP
  const height = top + rows.length * size.cell + LEGEND
  return (
    <Picture {...props} height={height}>
      {lines.map((line, i) => (
        <text class="soft" x="0" y={i * LINE + 12}>
          {line}
        </text>
      ))}
      {columns.map((column, i) => (
        <text class="soft mid" x={px(size.left + (i + 0.5) * step)} y={top - 8}>
          {column}
        </text>
      ))}
      {rows.map(({ name, note, cells }, row) => (
        <>
          <text class="end" x={size.left - 10} y={px(top + (row + 0.5) * size.cell + 4)}>
            {name} {note !== undefined && <tspan class="soft">{note}</tspan>}
          </text>
          <g class="heat">
            {cells.map(
              (cell, i) =>
                cell && (
                  <Cell
                    cell={cell}
                    says={width >= POINTED ? cell.says : undefined}
                    x={size.left + i * step}
                    y={top + row * size.cell}
                    step={step}
                    high={size.cell}
                  />
                ),
            )}
          </g>
        </>
      ))}
      <Legend legend={data.legend} x={size.left} y={height - 16} />
    </Picture>
  )
}

/** The class of a shade: q0 is nothing, q1 to q6 from light to dark. */
export function shadeOf(share: number): string {
  return share <= 0 ? 'q0' : `q${Math.min(STEPS, Math.max(1, Math.ceil(share * STEPS)))}`
}

/** Swatches from light to dark between two words. */
export function Legend(props: {
  readonly legend: readonly [string, string]
  readonly x: number
  readonly y: number
  /** What stands before the class of a shade. */
  readonly shade?: 'd' | ''
}) {
  const { legend, x, y, shade = '' } = props
  const begin = x + 8 + wideAs(legend[0])
  return (
    <>
      <text class="soft" x={px(x)} y={y + 10}>
        {legend[0]}
      </text>
      {Array.from({ length: STEPS }, (_, i) => (
        <rect class={`${shade}q${i + 1}`} x={px(begin + i * 20)} y={y} width="18" height="12" rx="2" />
      ))}
      <text class="soft" x={px(begin + STEPS * 20 + 6)} y={y + 10}>
        {legend[1]}
      </text>
    </>
  )
}

function Cell(props: {
  readonly cell: HeatCell
  readonly says: string | undefined
  readonly x: number
  readonly y: number
  readonly step: number
  readonly high: number
}) {
  const { cell, says, x, y, step, high } = props
  return (
    <g>
      {says !== undefined && <title>{says}</title>}
      <rect
        class={cell.state ? `${shadeOf(cell.share)} ${cell.state}` : shadeOf(cell.share)}
        x={px(x + 1)}
        y={px(y + 1)}
        width={px(step - 2)}
        height={px(high - 2)}
      />
      <text x={px(x + step / 2)} y={px(y + high / 2 + 4)}>
        {cell.text}
      </text>
    </g>
  )
}
