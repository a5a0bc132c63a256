/** A row of numbers as a small line, oldest first; undefined is a gap. `label` says the finding in words. */
export function Sparkline(props: { readonly values: readonly (number | undefined)[]; readonly label: string }) {
  const { values, label } = props
  const known = values.filter((value) => value !== undefined)
  const high = Math.max(...known)
  // A change of less than a fifth shall not look like a leap.
  const low = Math.min(...known, high * 0.8)
  const x = (index: number) => PAD + (values.length < 2 ? 0.5 : index / (values.length - 1)) * (WIDTH - 2 * PAD)
  const y = (value: number) => (high === low ? HEIGHT / 2 : HEIGHT - PAD - ((value - low) / (high - low)) * ROOM)
  const last = values.at(-1)
  return (
    <svg class="spark" role="img" aria-label={label} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <title>{label}</title>
      {stretches(values).map((points) => (
        <polyline points={points.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      ))}
      {last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" />}
    </svg>
  )
}

const [WIDTH, HEIGHT, PAD] = [96, 24, 4]
const ROOM = HEIGHT - 2 * PAD

/** The runs of known values between the gaps. */
function stretches(values: readonly (number | undefined)[]): [number, number][][] {
  const runs: [number, number][][] = [[]]
  values.forEach((value, index) => {
    if (value === undefined) runs.push([])
    else runs.at(-1)?.push([index, value])
  })
  return runs.filter((run) => run.length > 0)
}
