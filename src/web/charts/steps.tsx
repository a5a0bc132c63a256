import { scaleLinear } from 'd3-scale'
import { Picture, type PictureProps, px } from './picture.tsx'

/** Steps of which each is a part of one before. */
export interface StepData {
  readonly steps: readonly {
    readonly name: string
    /** Undefined: nobody told. */
    readonly value: number | undefined
    /** `2,440 · 98.4 % of submitted`. */
    readonly says: string
  }[]
}

const ROW = 46

/** A funnel: a bar a step, all on one scale, with its number and the base of its rate above. */
export function Steps(props: PictureProps & { readonly data: StepData }) {
  const { width, data } = props
  const x = scaleLinear([0, Math.max(1, ...data.steps.map(({ value }) => value ?? 0))], [0, width])
  return (
    <Picture {...props} height={data.steps.length * ROW}>
      {data.steps.map(({ name, value, says }, i) => (
        <>
          <text x="0" y={i * ROW + 14}>
            {name}
          </text>
          <text class={`end ${value === undefined ? 'soft' : ''}`} x={width} y={i * ROW + 14}>
            {says}
          </text>
          <rect class="rail" x="0" y={i * ROW + 22} width={width} height="12" rx="3" />
          {value !== undefined && value > 0 && (
            <rect class="c1" x="0" y={i * ROW + 22} width={px(Math.max(2, x(value)))} height="12" rx="3" />
          )}
        </>
      ))}
    </Picture>
  )
}
