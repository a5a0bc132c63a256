import type { Day } from '../../calendar/index.ts'
import { px } from './picture.tsx'
import { wideAs } from './text-width.ts'

/** Pixels from one row to the next. */
export const ROW = 30
const BAR = 22

/** Rows of bars below the weeks of a calendar, each on its own scale, with the sum of each at its end. */
export function WeekBars(props: {
  readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[]
  readonly weeks: readonly (readonly { readonly day: Day }[])[]
  readonly frame: { readonly left: number; readonly step: number; readonly top: number }
  number(value: number): string
}) {
  const { rows, weeks, frame, number } = props
  const { left, step, top } = frame
  const right = left + weeks.length * step
  return (
    <>
      {rows.map(({ name, values }, i) => {
        const base = top + i * ROW + BAR
        const sums = sumsOf(values, weeks)
        const most = Math.max(1, ...sums)
        return (
          <>
            <text class="end" x={left - 8} y={base - 2}>
              {name}
            </text>
            <line class="grid" x1={left} x2={right - 2} y1={base + 0.5} y2={base + 0.5} />
            <path class="c1" d={barsOf(sums, most, left, step, base)} />
            {step >= 36 &&
              sums.map(
                (sum, week) =>
                  sum > 0 && (
                    <text class="soft" x={px(left + week * step + BAR_WIDE + 4)} y={base - 2}>
                      {wideAs(number(sum)) + BAR_WIDE + 4 < step ? number(sum) : ''}
                    </text>
                  ),
              )}
            <text x={right + 8} y={base - 2}>
              {number(sums.reduce((sum, one) => sum + one, 0))}
            </text>
          </>
        )
      })}
    </>
  )
}

/** The widest bar: in wide columns its number stands beside it. */
const BAR_WIDE = 22

function sumsOf(values: readonly number[], weeks: readonly (readonly unknown[])[]): number[] {
  let from = 0
  return weeks.map(({ length }) => {
    const sum = values.slice(from, from + length).reduce((total, value) => total + value, 0)
    from += length
    return sum
  })
}

/** The bars of a row as one shape. */
function barsOf(sums: readonly number[], most: number, left: number, step: number, base: number): string {
  const wide = Math.min(BAR_WIDE, step - 3)
  return sums
    .map((sum, week) => {
      if (sum === 0) return ''
      const high = px(Math.max(1.5, (sum / most) * BAR))
      return `M${left + week * step} ${base}v-${high}h${wide}v${high}z`
    })
    .join('')
}
