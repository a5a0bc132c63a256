import type { Checked, Problem } from '../problem.ts'
import { problemOn, readFields, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import type { Bound, Guard } from './segment.ts'

/** Reads `guard: {daily_change: at most 25 percent, size: at most 40 percent}`. */
export function readGuard(node: YamlNode): Checked<Guard> {
  const { entries, problems: unknown } = readFields(node, ['daily_change', 'size'], 'a guard')
  const problems: Problem[] = [...unknown]
  const dailyChange = readBound(entries.get('daily_change'), problems)
  const size = readBound(entries.get('size'), problems)
  return { value: { ...(dailyChange ? { dailyChange } : {}), ...(size ? { size } : {}) }, problems }
}

function readBound(entry: YamlEntry | undefined, problems: Problem[]): Bound | undefined {
  if (!entry) return undefined
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  const found = /^at most (\d+(?:\.\d+)?) percent$/.exec(text)
  if (found) return { share: Number(found[1]) / 100, place: entry.value.place }
  const number = /\d+(?:\.\d+)?/.exec(text)?.[0] ?? '25'
  const problem = problemOn(entry.value, 'wrong-guard', `"${text}" is no bound`, 'a guard says at most … percent')
  problems.push({ ...problem, try: `${entry.key}: at most ${number} percent` })
  return undefined
}
